export type WantedLabel = { id: string; y: number; height: number };
export type PlacedLabel = { id: string; y: number };

/**
 * Moves labels as little as possible (least squares) so that none covers another and all stay between top and bottom.
 * `y` is the middle of a label. Order follows `y`, then the order given. When they cannot all fit, the last given are
 * left out and named in `hidden`, so give the most important first.
 * The method is isotonic regression by pooling adjacent violators.
 */
export function placeLabels(wanted: readonly WantedLabel[], range: { top: number; bottom: number }): { placed: PlacedLabel[]; hidden: string[] } {
  const room = range.bottom - range.top;
  const kept: WantedLabel[] = [];
  const hidden: string[] = [];
  let used = 0;
  for (const label of wanted) {
    if (used + label.height <= room) {
      kept.push(label);
      used += label.height;
    } else hidden.push(label.id);
  }
  const sorted = kept.map((label, order) => ({ label, order })).sort((a, b) => a.label.y - b.label.y || a.order - b.order);

  // Taking away the height of what stands above turns "must not overlap" into "must not decrease".
  let above = 0;
  const tops = sorted.map(({ label }) => {
    const wish = label.y - label.height / 2 - above;
    above += label.height;
    return wish;
  });
  const blocks: { mean: number; size: number }[] = [];
  for (const top of tops) {
    let block = { mean: top, size: 1 };
    let before = blocks.at(-1);
    while (before && before.mean > block.mean) {
      const size = before.size + block.size;
      block = { mean: (before.mean * before.size + block.mean * block.size) / size, size };
      blocks.pop();
      before = blocks.at(-1);
    }
    blocks.push(block);
  }

  const means = blocks.flatMap((block) => Array.from({ length: block.size }, () => block.mean));
  let heightAbove = 0;
  const placed = sorted.map(({ label }, at): PlacedLabel => {
    const top = Math.max(range.top, Math.min(range.bottom - used, means[at] ?? range.top)) + heightAbove;
    heightAbove += label.height;
    return { id: label.id, y: top + label.height / 2 };
  });
  return { placed, hidden };
}

/** Breaks a name into at most `maxLines` lines of at most `maxPx`, between words where it can, with an ellipsis where it must. */
export function wrapName(name: string, maxPx: number, maxLines: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = name.split(/\s+/u).filter(Boolean);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= maxPx) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    if (lines.length === maxLines) {
      lines[maxLines - 1] = shorten(`${lines[maxLines - 1] ?? ""} ${word}`, maxPx, widthOf);
      return lines;
    }
    line = word;
    if (widthOf(word) > maxPx) {
      const rest = words.slice(at).join(" ");
      if (lines.length === maxLines - 1) return [...lines, shorten(rest, maxPx, widthOf)];
      const [head, tail] = breakWord(word, maxPx, widthOf);
      lines.push(head);
      line = "";
      words.splice(at + 1, 0, tail);
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** A word longer than its line, cut with a hyphen; the head has at least one letter. */
function breakWord(word: string, maxPx: number, widthOf: (text: string) => number): [head: string, tail: string] {
  const letters = [...word];
  let cut = Math.max(1, letters.length - 1);
  while (cut > 1 && widthOf(`${letters.slice(0, cut).join("")}-`) > maxPx) cut -= 1;
  return [`${letters.slice(0, cut).join("")}-`, letters.slice(cut).join("")];
}

function shorten(text: string, maxPx: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= maxPx) return text;
  let letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join("")}…`) > maxPx) letters = letters.slice(0, -1);
  return `${letters.join("").trimEnd()}…`;
}
