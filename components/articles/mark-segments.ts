/** One theme's evidence in a text: UTF-16 offsets, end exclusive, in order and not overlapping. */
export interface ThemeSpans {
  themeId: string;
  spans: readonly { start: number; end: number }[];
}

export interface Segment {
  text: string;
  /** Where the segment begins in the whole text. */
  start: number;
  /** Themes whose evidence covers it, in the order given. */
  themeIds: string[];
}

export interface Paragraph {
  start: number;
  segments: Segment[];
}

/**
 * Cuts a text at its line ends into paragraphs and each paragraph into runs covered by the same themes. Blank lines
 * are left out. Linear in the length of the text and the number of spans.
 */
export function markSegments(text: string, marked: readonly ThemeSpans[]): Paragraph[] {
  const edges = new Set<number>();
  for (const { spans } of marked) for (const { start, end } of spans) edges.add(start).add(end);
  const cuts = [...edges].filter((at) => at > 0 && at < text.length).sort((a, b) => a - b);
  const at = marked.map(() => 0);
  const covering = (position: number) =>
    marked.flatMap(({ themeId, spans }, i) => {
      while (at[i]! < spans.length && spans[at[i]!]!.end <= position) at[i]! += 1;
      const span = spans[at[i]!];
      return span && span.start <= position ? [themeId] : [];
    });

  const paragraphs: Paragraph[] = [];
  let cut = 0;
  for (let start = 0; start <= text.length; ) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const segments: Segment[] = [];
    for (let from = start; from < end; ) {
      while (cut < cuts.length && cuts[cut]! <= from) cut += 1;
      const to = Math.min(end, cuts[cut] ?? end);
      segments.push({ text: text.slice(from, to), start: from, themeIds: covering(from) });
      from = to;
    }
    if (segments.some((segment) => segment.text.trim() !== "")) paragraphs.push({ start, segments });
    start = end + 1;
  }
  return paragraphs;
}
