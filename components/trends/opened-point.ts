/** A point of the chart that stands open beside it. */
export interface OpenedPoint {
  themeId: string;
  start: string;
}

/** The point that an address names, if it does. */
export function readPoint(said: URLSearchParams): OpenedPoint | null {
  const [themeId, start] = said.get("point")?.split("@") ?? [];
  return themeId && start ? { themeId, start } : null;
}

export const printPoint = ({ themeId, start }: OpenedPoint): string => `${themeId}@${start}`;
