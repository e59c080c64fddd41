import type { OpenPoint } from "@/components/charts/chart-overlay";
import { OpensButton } from "@/components/charts/opens-button";
import type { SaidPart } from "@/components/trends/prepare-trends";

/** A sentence made from the data; its numbers open what is behind them, as their points do. */
export function SaidNumbers({ parts, onOpen }: { parts: readonly SaidPart[]; onOpen?: OpenPoint }) {
  return parts.map((part, at) =>
    typeof part === "string" ? (
      part
    ) : onOpen ? (
      <OpensButton key={at} onOpen={() => onOpen(part)}>
        {part.words}
      </OpensButton>
    ) : (
      part.words
    ),
  );
}
