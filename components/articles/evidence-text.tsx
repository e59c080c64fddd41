import { type CSSProperties, memo, type ReactNode } from "react";
import { markSegments, type ThemeSpans } from "@/components/articles/mark-segments";
import { themeMark } from "@/components/charts/theme-marks";

/** A theme's mark in running text: its colour, and an underline whose pattern goes with its marker. */
const UNDERLINES = { circle: "solid", square: "double", triangle: "dashed", diamond: "dotted" } as const;

/** More lines than these would lie on the words below; the title names all themes of a run. */
const MOST_UNDERLINES = 3;

export function underlineStyle(markIndex: number, depth = 0): CSSProperties {
  const mark = themeMark(markIndex);
  return {
    textDecorationLine: "underline",
    textDecorationColor: mark.color,
    textDecorationStyle: mark.hollow ? "wavy" : UNDERLINES[mark.marker],
    textDecorationThickness: "2.5px",
    textUnderlineOffset: `${0.18 + depth * 0.26}em`,
    textDecorationSkipInk: "none",
  };
}

export interface MarkedTheme extends ThemeSpans {
  name: string;
  markIndex: number;
}

/** A text in paragraphs with the evidence of each theme marked; where themes overlap their underlines lie below each other, three at the most. */
export const EvidenceText = memo(function EvidenceText({ text, themes, language }: { text: string; themes: readonly MarkedTheme[]; language: string }) {
  const themeOf = new Map(themes.map((theme) => [theme.themeId, theme]));
  return (
    <div className="reading grid gap-[0.9em] [overflow-wrap:anywhere]" lang={language || undefined} dir="auto">
      {markSegments(text, themes).map((paragraph) => (
        <p key={paragraph.start} dir="auto" className="[contain-intrinsic-size:auto_6rem] [content-visibility:auto]">
          {paragraph.segments.map(({ text: run, start, themeIds }) => (
            <MarkedRun key={start} themes={themeIds.map((id) => themeOf.get(id)!)}>
              {run}
            </MarkedRun>
          ))}
        </p>
      ))}
    </div>
  );
});

/** The headline with its evidence; no paragraphs. */
export function EvidenceLine({ text, themes }: { text: string; themes: readonly MarkedTheme[] }) {
  const themeOf = new Map(themes.map((theme) => [theme.themeId, theme]));
  return markSegments(text.replaceAll("\n", " "), themes).flatMap(({ segments }) =>
    segments.map(({ text: run, start, themeIds }) => (
      <MarkedRun key={start} themes={themeIds.map((id) => themeOf.get(id)!)}>
        {run}
      </MarkedRun>
    )),
  );
}

function MarkedRun({ themes, children }: { themes: readonly MarkedTheme[]; children: ReactNode }) {
  if (themes.length === 0) return children;
  const names = themes.map(({ name }) => name).join(", ");
  const inner = themes.slice(0, MOST_UNDERLINES).reduceRight<ReactNode>((content, { themeId, markIndex }, depth) => <span key={themeId} style={underlineStyle(markIndex, depth)}>{content}</span>, children);
  return <mark title={names}>{inner}</mark>;
}
