import { cpus, loadavg } from "node:os";
import { createStoryIndex } from "@/server/core/stories/group-stories";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

/**
 * What it costs to find an article's story as the collection grows: `npx tsx tests/bench/stories.ts [--dense] [SIZE...]`.
 * One stream of made-up articles fills an index per size, each with the last SIZE articles of it; then the same 2,000
 * articles are added to every index in turn, from text to decision, so that all sizes meet the same moment of the
 * machine. Articles have 120 to 700 words, one in five is a copy of a recent one with up to 4 % of its words changed,
 * half carry an outlet's footer. They come at 1,000 a day; with `--dense` all on one day, so that no window helps.
 */
const sizes = process.argv.slice(2).map(Number).filter((n) => n > 0);
if (sizes.length === 0) sizes.push(20_000, 200_000);
const dense = process.argv.includes("--dense");
const measuredArticles = 2_000;

const random = createRandom(7);
const footers = Array.from({ length: 40 }, () => generateText(random, 40));
const originals: { id: string; text: string }[] = [];

function makeArticle(i: number) {
  const original = random() < 0.2 ? originals[Math.floor(random() * originals.length)] : undefined;
  const body = original ? rewriteText(random, original.text, random() * 0.04) : generateText(random, 120 + Math.floor(random() * random() * 580));
  const id = `a${i}`;
  if (!original) originals[originals.length < 2_000 ? originals.length : i % 2_000] = { id, text: body };
  const date = { articleId: id, day: dense ? 19_000 : 19_000 + Math.floor(i / 1_000), publishedAtMs: null, dated: true };
  return { date, originalId: original?.id, article: { title: "", text: random() < 0.5 ? `${body}\n${footers[i % footers.length]}` : body } };
}

const largest = Math.max(...sizes);
const indexes = sizes.map((size) => ({ size, index: createStoryIndex(), wallMs: [] as number[], cpuMs: 0, copies: 0, found: 0 }));
for (let i = 0; i < largest; i++) {
  const { date, article } = makeArticle(i);
  for (const { size, index } of indexes) if (i >= largest - size) index.add(date, article);
}
for (let i = largest; i < largest + measuredArticles; i++) {
  const { date, article, originalId } = makeArticle(i);
  for (const measured of indexes) {
    const cpu = process.cpuUsage();
    const started = performance.now();
    measured.index.add(date, article);
    measured.wallMs.push(performance.now() - started);
    const { user, system } = process.cpuUsage(cpu);
    measured.cpuMs += (user + system) / 1_000;
    const originalStory = originalId && measured.index.storyOf(originalId);
    if (!originalStory) continue;
    measured.copies++;
    if (measured.index.storyOf(date.articleId)?.story === originalStory.story) measured.found++;
  }
}

const processor = cpus();
console.log(`${processor[0]?.model ?? "unknown processor"}, ${processor.length} cores, Node ${process.version}, ${process.platform}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(dense ? "all articles on one day" : "1,000 articles a day");
console.table(
  indexes.map(({ size, wallMs, cpuMs, copies, found }) => {
    const sorted = wallMs.sort((a, b) => a - b);
    const at = (share: number) => +sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(3);
    const meanMs = +(sorted.reduce((a, b) => a + b, 0) / sorted.length).toFixed(3);
    return { articles: size, meanMs, medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), cpuMeanMs: +(cpuMs / measuredArticles).toFixed(3), copiesFound: `${found}/${copies}` };
  }),
);
