/** How dates of digits alone are meant: 05/12/2024 by its order, 45631 as a spreadsheet's day number. */
export const DATE_READINGS = ["as-written", "day-first", "month-first", "year-first", "serial"] as const;
export type DateReading = (typeof DATE_READINGS)[number];

/** Names of columns are looked for among this many first rows. */
export const HEAD_ROWS = 15;
