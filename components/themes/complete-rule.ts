/** An operator that can be put in; the caret lands `caret` letters after its beginning. */
export interface Completion {
  label: string;
  insert: string;
  caret: number;
  hint: string;
}

const call = (name: string, hint: string): Completion => ({ label: `${name}(…)`, insert: `${name}()`, caret: name.length + 1, hint });
const infix = (name: string, hint: string): Completion => ({ label: name, insert: `${name} `, caret: name.length + 1, hint });

export const COMPLETIONS: readonly Completion[] = [
  infix("AND", "both must stand in the article"),
  infix("OR", "either will do"),
  infix("NOT", "the next word must be absent"),
  infix("NEAR/5", "at most five words apart, in any order"),
  infix("BEFORE/5", "at most five words apart, in this order"),
  call("SENTENCE", "all of it in one sentence"),
  call("PARAGRAPH", "all of it in one paragraph"),
  call("TITLE", "in the title alone"),
  call("ATLEAST/3", "three occurrences or more"),
];

/** The operators that the capital letters before the caret begin; none inside a phrase or a remark. */
export function completeRule(source: string, caret: number): { from: number; choices: Completion[] } {
  const before = source.slice(0, caret);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const typed = /(?:^|[\s()])([A-Z]{1,9})$/u.exec(line)?.[1];
  const isInside = line.includes("#") || (before.match(/["“”„‟«»＂″]/gu)?.length ?? 0) % 2 === 1;
  if (!typed || isInside || /[\p{L}\p{N}]/u.test(source.charAt(caret))) return { from: caret, choices: [] };
  return { from: caret - typed.length, choices: COMPLETIONS.filter(({ label }) => label.startsWith(typed) && label !== typed && !(typed.length === 1 && label.length < 3)) };
}
