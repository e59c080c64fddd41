import { RuleText } from "@/components/themes/rule-text";

export const RULE_WORDS: readonly { write: string; finds: string }[] = [
  { write: "sanctions", finds: "the word in any case; accents in Latin and Greek do not matter" },
  { write: "=NATO", finds: "the word exactly as written, case and accents included" },
  { write: '"frozen assets"', finds: "the words side by side" },
  { write: "sanction*", finds: "words that begin so; at least two letters come first" },
  { write: "organi?ation", finds: "? stands for exactly one letter" },
  { write: "loan AND Belgium", finds: "both, anywhere in the article; words side by side mean the same" },
  { write: "truce OR ceasefire", finds: "either" },
  { write: "Turkey NOT recipe*", finds: "the first without the second" },
  { write: "frozen NEAR/5 assets", finds: "at most five words apart, in either order; neighbours are one apart" },
  { write: "transfer BEFORE/5 assets", finds: "the same, in this order" },
  { write: "SENTENCE(sanctions evad*)", finds: "all of it in one sentence; a NOT inside is about that sentence" },
  { write: "PARAGRAPH(tank* budget)", finds: "all of it in one paragraph" },
  { write: "TITLE(ceasefire)", finds: "in the title alone" },
  { write: "ATLEAST/3(drone OR drones)", finds: "three occurrences or more" },
  { write: "# a remark", finds: "nothing: a note for your colleagues, to the end of the line" },
];

/** The rule language on one card. With `onTry` each example can be put into the editor. */
export function RuleCard({ onTry }: { onTry?: (source: string) => void }) {
  return (
    <dl className="m-0 grid gap-x-5 gap-y-2 text-sm sm:grid-cols-[minmax(11rem,auto)_1fr]">
      {RULE_WORDS.map(({ write, finds }) => (
        <div key={write} className="contents">
          <dt className="min-w-0">
            {onTry ? (
              <button type="button" onClick={() => onTry(write)} title="Put it into the rule" className="min-h-6 cursor-pointer rounded-xs text-left underline decoration-rule-strong decoration-dotted underline-offset-4 hover:bg-sunken">
                <RuleText source={write} />
              </button>
            ) : (
              <RuleText source={write} />
            )}
          </dt>
          <dd className="m-0 text-ink-soft">{finds}</dd>
        </div>
      ))}
    </dl>
  );
}
