/** The lines under a headline, without blank ones and without the dashes that people write before them. */
export const talkingPoints = (points: string): string[] =>
  points
    .split("\n")
    .map((line) => line.replace(/^\s*[-*•–]\s+/u, "").trim())
    .filter(Boolean);
