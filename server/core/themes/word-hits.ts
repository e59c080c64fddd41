import type { Evaluation } from "@/server/core/themes/evaluate-plan";
import { addRow, type Row, setBit, transposeBlock } from "@/server/core/themes/position-sets";
import type { PreparedArticle } from "@/server/core/themes/prepare-article";
import type { RuleGates } from "@/server/core/themes/rule-gate";
import type { HitList, WordIndex } from "@/server/core/themes/word-index";
import type { Tokens } from "@/server/core/text/tokenise";

const LARGEST_KEPT_HITS = 65_536;
const NO_FORM = 0;

/** Where the words of one article stand that satisfy a pattern, and the numbers of the lists of what they satisfy. */
export class WordHits {
  private positions = new Int32Array(256);
  private lists = new Int32Array(256);
  /** The list of what the written form satisfies, where case and marks decide. */
  private forms = new Int32Array(256);
  private count = 0;
  private readonly listArticle: number[] = [];
  private readonly listCount: number[] = [];
  private readonly wantedBy: Int32Array;
  private article = 0;
  /** The patterns of long lists that were met, as bits. */
  private readonly met: Int32Array;
  /** What 32 positions in a row satisfy, for long lists: a row of pattern bits for each position. */
  private readonly tile: Int32Array;
  private readonly block = new Int32Array(32);
  private tileAt = -1;

  constructor(
    private readonly index: WordIndex,
    private readonly evaluation: Evaluation,
    private readonly gates: RuleGates,
  ) {
    this.wantedBy = new Int32Array(index.count);
    this.met = new Int32Array(index.width);
    this.tile = new Int32Array(index.width * 32);
  }

  /** Finds the words of an article that satisfy a pattern, and tells the gates of every pattern that was met. */
  note(prepared: PreparedArticle): void {
    this.article += 1;
    this.count = 0;
    this.index.beginArticle();
    if (this.positions.length < prepared.count || (this.positions.length > LARGEST_KEPT_HITS && prepared.count < LARGEST_KEPT_HITS)) {
      const room = Math.max(256, prepared.count);
      this.positions = new Int32Array(room);
      this.lists = new Int32Array(room);
      this.forms = new Int32Array(room);
    }
    this.noteField(prepared.titleTokens, 0, prepared);
    this.noteField(prepared.textTokens, prepared.titleCount, prepared);
    for (let at = 0; at < this.met.length; at += 1) {
      for (let bits = this.met[at] as number; bits !== 0; bits &= bits - 1) this.gates.note((at << 5) + (31 - Math.clz32(bits & -bits)));
      this.met[at] = 0;
    }
  }

  private noteField(tokens: Tokens, offset: number, prepared: PreparedArticle): void {
    const { index } = this;
    index.beginText(tokens);
    for (let at = 0; at < tokens.count; at += 1) {
      const list = index.lookUp(tokens, at);
      if (list === 0) continue;
      this.noteList(list);
      const hit = this.count;
      this.positions[hit] = at + offset;
      this.lists[hit] = list;
      this.forms[hit] = NO_FORM;
      this.count += 1;
      if ((index.lists[list] as HitList).asksForm) this.noteList((this.forms[hit] = index.lookUpForm(prepared.surfaceAt(at + offset)).number));
    }
  }

  private noteList(list: number): void {
    if (this.listArticle[list] === this.article) {
      this.listCount[list] = (this.listCount[list] as number) + 1;
      return;
    }
    // Lists are met in an order of their own; holes would make hash tables of these arrays.
    while (this.listArticle.length <= list) this.listArticle.push(0);
    while (this.listCount.length <= list) this.listCount.push(0);
    this.listArticle[list] = this.article;
    this.listCount[list] = 1;
    const { patterns, bitsAt } = this.index.lists[list] as HitList;
    for (let at = 0; at < patterns.length; at += 1) this.gates.note(patterns[at] as number);
    if (bitsAt < 0) return;
    const { bits } = this.index;
    for (let at = 0; at < this.met.length; at += 1) this.met[at] = (this.met[at] as number) | (bits[bitsAt + at] as number);
  }

  /** Asks for some patterns to be placed, a stretch of an array of their numbers. */
  want(patterns: Int32Array, from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.wantedBy[patterns[at] as number] = this.article;
  }

  /** Writes down in the evaluation's rows where the wanted patterns stand. */
  place(): void {
    const dense = new Map<number, Row>();
    for (let hit = 0; hit < this.count; hit += 1) {
      const position = this.positions[hit] as number;
      this.placeHit(this.index.lists[this.lists[hit] as number] as HitList, position, dense);
      if (this.forms[hit] !== NO_FORM) this.placeHit(this.index.lists[this.forms[hit] as number] as HitList, position, dense);
    }
    this.emptyTile();
    for (const [list, row] of dense) {
      const { patterns: its, bitsAt } = this.index.lists[list] as HitList;
      for (const pattern of its) this.addRowOf(pattern, row);
      for (let at = 0; bitsAt >= 0 && at < this.met.length; at += 1) {
        for (let left = this.index.bits[bitsAt + at] as number; left !== 0; left &= left - 1) this.addRowOf((at << 5) + (31 - Math.clz32(left & -left)), row);
      }
    }
  }

  /** What stands in every thirty-second place or more is written into one row, which is then added to those of its patterns. */
  private placeHit({ number, patterns, bitsAt }: HitList, position: number, dense: Map<number, Row>): void {
    if ((this.listCount[number] as number) > this.evaluation.pool.width) {
      let row = dense.get(number);
      if (!row) {
        row = this.evaluation.pool.take();
        dense.set(number, row);
      }
      setBit(row, position);
      return;
    }
    for (let at = 0; at < patterns.length; at += 1) {
      const pattern = patterns[at] as number;
      if (this.wantedBy[pattern] === this.article) setBit(this.rowFor(pattern), position);
    }
    if (bitsAt >= 0) this.addToTile(bitsAt, position);
  }

  private addToTile(bitsAt: number, position: number): void {
    if (position >>> 5 !== this.tileAt) {
      this.emptyTile();
      this.tileAt = position >>> 5;
    }
    const { tile, met } = this;
    const { bits } = this.index;
    const from = (position & 31) * met.length;
    for (let at = 0; at < met.length; at += 1) tile[from + at] = (tile[from + at] as number) | (bits[bitsAt + at] as number);
  }

  /** Turns the rows of pattern bits by position into bits of positions by pattern. */
  private emptyTile(): void {
    if (this.tileAt < 0) return;
    const { block, tile, met } = this;
    for (let column = 0; column < met.length; column += 1) {
      for (let row = 0; row < 32; row += 1) block[row] = tile[row * met.length + column] as number;
      transposeBlock(block);
      for (let bit = 0; bit < 32; bit += 1) {
        if (block[bit] === 0 || this.wantedBy[(column << 5) + bit] !== this.article) continue;
        const row = this.rowFor((column << 5) + bit);
        row[this.tileAt] = (row[this.tileAt] as number) | (block[bit] as number);
      }
    }
    tile.fill(0);
    this.tileAt = -1;
  }

  private addRowOf(pattern: number, row: Row): void {
    if (this.wantedBy[pattern] === this.article) addRow(this.rowFor(pattern), row, this.evaluation.pool.width);
  }

  private rowFor(pattern: number): Row {
    return this.evaluation.notedRow(pattern) ?? this.evaluation.addRowFor(pattern);
  }
}
