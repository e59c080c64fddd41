import type { OpenPoint } from "@/components/charts/chart-overlay";
import { OpensButton } from "@/components/charts/opens-button";
import type { SaidPart } from "@/components/trends/prepare-trends";

/** A sentence made from the data; its numbers open what is behind them, as their points do. */
export function SaidNumbers({ parts, onOpen }: { parts: readonly SaidPart[]; onOpen?: OpenPoint }) {
  if (!onOpen) return parts.map((part) => (typeof part === "string" ? part : part.words)).join("");
  return parts.map((part, at) => {
    const [before, after] = [parts[at - 1], parts[at + 1]].map((beside) => (typeof beside === "string" ? beside : ""));
    if (typeof part === "string") return part.slice(typeof parts[at - 1] === "object" ? marksAfter(part).length : 0, typeof parts[at + 1] === "object" && part.endsWith("(") ? -1 : undefined);
    return (
      // A line may break beside a button, which would part it from the marks around it.
      <span key={at} className="whitespace-nowrap">
        {before!.endsWith("(") ? "(" : ""}
        <OpensButton onOpen={() => onOpen(part)}>{part.words}</OpensButton>
        {marksAfter(after!)}
      </span>
    );
  });
}

const marksAfter = (text: string): string => /^[.,)]*/.exec(text)![0];
