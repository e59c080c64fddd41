/** Names a point of a frozen view: the line's place and the first day of the bucket. */
export const pointKey = (line: string, start: string): string => `${line}@${start}`;
