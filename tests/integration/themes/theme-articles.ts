import { generateTexts, seeded } from "@/tests/support/generated-coverage";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { storeArticles } from "@/server/services/articles/store-articles";
import type { TestHouse } from "@/tests/support/workspace";

const PLANTED = ["frozen assets", "Frozen funds", "sanctions", "sanctioned", "Vermögenswerte", "санкції", "the assets were frozen", "truce", "rain"] as const;

export interface NewTestArticle {
  title: string;
  text: string;
  publishedAt?: string;
  outlet?: string;
}

/** Takes articles in as an import does; `work` of the house processes them. */
export async function takeIn(house: TestHouse, articles: readonly NewTestArticle[]): Promise<string[]> {
  const normal = articles.map(({ title, text, publishedAt = "2025-03-04", outlet = "Evening Ledger" }) => {
    const result = normaliseDraft({ title, text, publishedAt, outlet }, { timeZone: "UTC", now: house.now() });
    if (!result.ok) throw new Error(result.problems[0]!.message);
    return result.article;
  });
  const outcomes = await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: { kind: "system", name: "test" }, now: house.now, origin: "import" }, normal));
  return outcomes.map(({ articleId }) => articleId);
}

/** Articles of made-up words in which planted words and phrases stand here and there. */
export function plantedArticles(count: number, seed = 3): NewTestArticle[] {
  const random = seeded(seed);
  return generateTexts(count, { seed, words: 40 }).map(({ title, text }, at) => {
    const words = text.split(" ");
    for (const planted of PLANTED) if (random() < 0.12) words.splice(Math.floor(random() * words.length), 0, planted);
    return { title: `${title} ${at}`, text: words.join(" "), publishedAt: `2025-0${1 + Math.floor(random() * 3)}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}` };
  });
}
