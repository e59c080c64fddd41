import { cpus } from "node:os";
import { createStoryIndex, type StoryIndex } from "@/server/core/stories/group-stories";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

/**
 * What it costs to find an article's story as the collection grows: `npx tsx tests/bench/stories.ts [--dense] [SIZE...]`.
 * One pass fills an index; around each size the cost of the next 2,000 articles is measured, text to decision. Articles have
 * 120 to 700 words, one in five is a copy of a recent one with up to 4 % of its words changed, half carry their
 * outlet's footer. Articles come at 1,000 a day; with `--dense` all of them on one day, so that no window helps.
 */
const sizes = process.argv.slice(2).map(Number).filter((n) => n > 0);
if (sizes.length === 0) sizes.push(20_000, 200_000);
const measured = 2_000;
const dense = process.argv.includes("--dense");

type Row = { articles: number; meanMs: number; p95Ms: number; p99Ms: number; copiesFound: string; heapMb: number };

function fillIndex(articlesPerDay: number): Row[] {
  const random = createRandom(7);
  const footers = Array.from({ length: 40 }, () => generateText(random, 40));
  const index: StoryIndex = createStoryIndex();
  const recent: { id: string; text: string }[] = [];
  const rows: Row[] = [];
  const largest = Math.max(...sizes);
  let costs: number[] = [];
  let copies = 0;
  let found = 0;
  for (let i = 0; i < largest; i++) {
    const original = random() < 0.2 ? recent[Math.floor(random() * recent.length)] : undefined;
    const body = original ? rewriteText(random, original.text, random() * 0.04) : generateText(random, 120 + Math.floor(random() * random() * 580));
    const text = random() < 0.5 ? `${body}\n${footers[i % footers.length]}` : body;
    const id = `a${i}`;
    if (!original) recent[i % 2_000 < recent.length ? i % 2_000 : recent.length] = { id, text: body };
    const day = 19_000 + Math.floor(i / articlesPerDay);
    const started = performance.now();
    index.add({ articleId: id, day, publishedAtMs: null, dated: true }, { title: "", text });
    const ms = performance.now() - started;
    const size = sizes.find((n) => i >= n - measured && i < n);
    if (size === undefined) continue;
    costs.push(ms);
    if (original) {
      copies++;
      if (index.storyOf(id)?.story === index.storyOf(original.id)?.story) found++;
    }
    if (i === size - 1) {
      const sorted = costs.sort((a, b) => a - b);
      const at = (share: number) => +sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(3);
      const meanMs = +(sorted.reduce((a, b) => a + b, 0) / sorted.length).toFixed(3);
      rows.push({ articles: size, meanMs, p95Ms: at(0.95), p99Ms: at(0.99), copiesFound: `${found}/${copies}`, heapMb: Math.round(process.memoryUsage().heapUsed / 1e6) });
      [costs, copies, found] = [[], 0, 0];
    }
  }
  return rows;
}

const processor = cpus();
console.log(`${processor[0]?.model ?? "unknown processor"}, ${processor.length} cores, Node ${process.version}, ${process.platform}`);
console.log(dense ? "all articles on one day" : "1,000 articles a day");
console.table(fillIndex(dense ? Infinity : 1_000));
