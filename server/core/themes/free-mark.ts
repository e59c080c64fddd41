/** How many colours, dashes and markers there are; a workspace's themes take them in turn. */
const MARKS = 12;

/** The mark that fewest themes have, the first of them. */
export function freeMark(taken: readonly number[]): number {
  const uses = Array.from({ length: MARKS }, (_, mark) => taken.filter((index) => index === mark).length);
  return uses.indexOf(Math.min(...uses));
}
