import Link from "next/link";
import { MarkedText } from "@/components/articles/marked-text";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import type { RulePreview } from "@/components/themes/use-rule-preview";

type Example = RulePreview["matchExamples"][number];

/** Articles with the sentence that speaks for the rule; they open in a tab of their own, so that no edit is left. */
export function ExampleList({ examples, label }: { examples: readonly Example[]; label: string }) {
  const { slug } = useWorkspace();
  return (
    <ul aria-label={label} className="m-0 grid list-none gap-3 p-0">
      {examples.map((example) => (
        <li key={example.articleId} className="min-w-0">
          <p className="text-2xs text-ink-faint">
            <bdi>{example.outlet}</bdi>, {example.publishedDay ? sayDay(example.publishedDay) : "no date"}
          </p>
          <p className="font-serif leading-snug [overflow-wrap:anywhere]" lang={example.language || undefined}>
            <Link href={`/w/${slug}/articles/${example.articleId}`} target="_blank" dir="auto" className="no-underline hover:underline">
              {example.sentence?.field === "title" ? <MarkedText text={example.title} spans={example.sentence.spans} /> : example.title || "(no title)"}
              <span className="sr-only"> (opens in a new tab)</span>
            </Link>
          </p>
          {example.sentence?.field === "text" ? (
            <p lang={example.language || undefined} dir="auto" className="mt-0.5 line-clamp-4 border-l-2 border-rule pl-2.5 text-sm text-pretty text-ink-soft [overflow-wrap:anywhere]">
              <MarkedText text={example.sentence.text} spans={example.sentence.spans} />
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
