import type { DemoArticle, WrittenArticle } from "@/server/core/demo/generate-demo";
import { falseFriends } from "@/server/core/demo/texts/false-friends";

export interface DemoDecision {
  articleKey: string;
  themeName: string;
  verdict: "relevant" | "not_relevant";
  note: string;
  stance?: "supports" | "opposes" | "mixed" | "none";
}

interface Judgement {
  theme: string;
  /** Taken from the first English original in these weeks before the end, oldest first. */
  weeks: readonly [number, number];
  camp?: "works" | "fails" | "mixed";
  note: string;
}

const stanceOfCamp = { works: "supports", fails: "opposes", mixed: "mixed" } as const;

const judgements: readonly Judgement[] = [
  { theme: "Asset transfers", weeks: [31, 31], note: "Reports the summit's decision itself." },
  { theme: "Asset transfers", weeks: [1, 0], note: "The case that decides about the loan." },
  { theme: "Rearmament", weeks: [14, 8], note: "Spending programme with figures." },
  { theme: "Ceasefire diplomacy", weeks: [83, 82], note: "First round of talks." },
  { theme: "Ceasefire diplomacy", weeks: [16, 15], note: "End of the second truce." },
  { theme: "Sanctions effectiveness", weeks: [90, 60], camp: "works", note: "Argues with falling revenue." },
  { theme: "Sanctions effectiveness", weeks: [90, 60], camp: "fails", note: "Argues with trade through third countries." },
  { theme: "Sanctions effectiveness", weeks: [40, 10], camp: "works", note: "Official estimate of the damage." },
  { theme: "Sanctions effectiveness", weeks: [40, 10], camp: "fails", note: "Says that the measures have failed." },
  { theme: "Sanctions effectiveness", weeks: [40, 2], camp: "mixed", note: "Gives room to both camps." },
];

/** The judgements that a team would have left: the false friends rejected, some true matches confirmed, stances given. */
export function judgeDemo(published: ReadonlyMap<WrittenArticle, DemoArticle>): DemoDecision[] {
  const entries = [...published];
  const rejected = falseFriends.flatMap(({ key, theme, note }): DemoDecision[] => {
    const article = entries.find(([written]) => written.id === key)?.[1];
    return article ? [{ articleKey: article.key, themeName: theme, verdict: "not_relevant", note }] : [];
  });
  const confirmed = judgements.flatMap(({ theme, weeks, camp, note }): DemoDecision[] => {
    const article = entries.find(
      ([written]) =>
        written.subject === theme && !written.source && written.outlet.language === "en" && written.weeksBefore <= weeks[0] && written.weeksBefore >= weeks[1] && (camp === undefined || written.draft.camp === camp),
    )?.[1];
    return article ? [{ articleKey: article.key, themeName: theme, verdict: "relevant", note, ...(camp === undefined ? {} : { stance: stanceOfCamp[camp] }) }] : [];
  });
  return [...rejected, ...confirmed];
}
