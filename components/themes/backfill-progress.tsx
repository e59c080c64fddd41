import { countOf } from "@/server/core/text/count-noun";
import { Progress } from "@/components/ui/progress";

/** How far a version's way through the articles is; charts keep the old one until it is done. */
export function BackfillProgress({ pending, shown }: { pending: { number: number; done: number; total: number }; shown: number }) {
  const label = pending.number === shown ? `Version ${pending.number} is being applied to all articles` : `Version ${pending.number} is being applied; charts show version ${shown} until it is done`;
  return <Progress label={label} value={pending.done} max={Math.max(1, pending.total)} valueText={countOf(Math.min(pending.done, pending.total), pending.total, "article")} />;
}
