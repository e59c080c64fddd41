import { compileThemes, type Evidence } from "@/server/core/themes/match-themes";
import { type ArticleText, PreparedArticle } from "@/server/core/themes/prepare-article";
import { printRule } from "@/server/core/themes/print-rule";
import { type Group, type Operand, type Proximity, type Rule, type Scope, RULE_LIMITS, termsOf } from "@/server/core/themes/rule";

/** Why a rule does not hold: the part that failed, one sentence about it, and what came closest. */
export interface NearestMiss {
  /** The smallest part of the rule that explains the miss, in the rule language. */
  readonly part: string;
  readonly message: string;
  /** What stands in the article of this part, or what excludes it. May be empty. */
  readonly closest: readonly Evidence[];
  /** From 0 (nothing of the rule is there) to below 1; what `OR` was decided by. */
  readonly closeness: number;
}

/**
 * Explains why a rule does not hold on an article; `null` when it holds. Of alternatives joined by OR the closest is
 * explained, of parts joined by AND the first that fails. Meant for one article that a person looks at.
 */
export function findNearestMiss(rule: Rule, article: ArticleText | PreparedArticle): NearestMiss | null {
  const prepared = article instanceof PreparedArticle ? article : new PreparedArticle(article);
  return explain(rule, prepared);
}

function evidenceFor(rule: Rule, article: PreparedArticle): readonly Evidence[] {
  return compileThemes([{ key: "part", rule }]).match(article)[0]?.evidence ?? [];
}

function explain(rule: Rule, article: PreparedArticle): NearestMiss | null {
  switch (rule.kind) {
    case "term":
      return evidenceFor(rule, article).length > 0 ? null : explainTerm(rule, article);
    case "and":
      return explainAll(rule, rule.parts, article);
    case "or":
      return explainAny(rule, article);
    case "not":
      return explainNot(rule.part, article);
    case "near":
      return explainNear(rule, article);
    case "scope":
      return explainScope(rule, article);
    case "atleast":
      return explainAtLeast(rule.count, rule.part, article);
  }
}

function miss(part: Rule, message: string, closeness: number, closest: readonly Evidence[] = []): NearestMiss {
  return { part: printRule(part), message, closest, closeness };
}

function explainTerm(term: Rule & { kind: "term" }, article: PreparedArticle): NearestMiss {
  const words = term.words.map((word) => ({ kind: "term", words: [word] }) as const);
  const present = words.filter((word) => evidenceFor(word, article).length > 0);
  if (term.words.length > 1 && present.length > 0) {
    const missing = words.filter((word) => !present.includes(word)).map(printRule);
    const message = missing.length > 0 ? `${printRule(term)} is not there: ${missing.join(", ")} does not occur.` : `The words of ${printRule(term)} occur, but not side by side.`;
    return miss(term, message, (0.5 * present.length) / words.length, evidenceFor({ kind: "or", parts: present.length > 1 ? present : [...present, ...present] }, article));
  }
  const [word] = term.words;
  if (word?.exact) {
    const loose = { kind: "term", words: term.words.map(({ text }) => ({ text, exact: false })) } as const;
    const written = evidenceFor(loose, article);
    if (written.length > 0) return miss(term, `${printRule(term)} is not there in this spelling; it occurs with other capitals or accents.`, 0.5, written);
  }
  return miss(term, `${printRule(term)} does not occur.`, 0);
}

function explainAll(rule: Rule, parts: readonly Rule[], article: PreparedArticle): NearestMiss | null {
  const misses = parts.map((part) => explain(part, article));
  const failed = misses.filter((one) => one !== null);
  const [first] = failed;
  if (!first) return null;
  const held = parts.filter((part, index) => misses[index] === null && part.kind !== "not");
  const closeness = (parts.length - failed.length + failed.reduce((sum, one) => sum + one.closeness, 0)) / parts.length;
  const more = failed.length > 1 ? ` ${failed.length - 1} more of the ${parts.length} parts of ${rule.kind === "and" ? "this AND" : "this rule"} fail${failed.length === 2 ? "s" : ""} too.` : "";
  const closest = first.closest.length > 0 ? first.closest : held.flatMap((part) => evidenceFor(part, article));
  return { ...first, message: first.message + more, closeness: Math.min(0.99, closeness), closest };
}

function explainAny(rule: Group, article: PreparedArticle): NearestMiss | null {
  let best: NearestMiss | null = null;
  for (const part of rule.parts) {
    const one = explain(part, article);
    if (!one) return null;
    if (!best || one.closeness > best.closeness) best = one;
  }
  if (!best) return null;
  return best.closeness > 0 ? best : miss(rule, `None of the ${rule.parts.length} alternatives occurs: ${shorten(printRule(rule))}.`, 0);
}

function explainNot(part: Rule, article: PreparedArticle): NearestMiss | null {
  const excluding = evidenceFor(part, article);
  if (excluding.length === 0 && explain(part, article) !== null) return null;
  return miss({ kind: "not", part }, `The article is excluded by ${shorten(printRule(part))}, which occurs.`, 0.5, excluding);
}

function explainNear(near: Proximity, article: PreparedArticle): NearestMiss | null {
  if (evidenceFor(near, article).length > 0) return null;
  for (const [one, other] of [
    [near.left, near.right],
    [near.right, near.left],
  ] as const) {
    if (evidenceFor(one, article).length > 0) continue;
    const there = evidenceFor(other, article);
    return miss(near, `${shorten(printRule(one))} does not occur${there.length > 0 ? `, although ${shorten(printRule(other))} does` : ""}.`, there.length > 0 ? 0.4 : 0, there);
  }
  const wider = smallestDistance(near, article);
  if (wider === null) {
    return miss(near, `Both sides occur, but more than ${RULE_LIMITS.distance} words apart or one only in the title.`, 0.5, evidenceOfBoth(near, article));
  }
  const wrongOrder = wider <= near.distance;
  const message = wrongOrder
    ? `Both sides occur within ${near.distance} words, but in the other order than BEFORE asks.`
    : `The closest pair stands ${wider} words apart; the rule allows ${near.distance}.`;
  return miss(near, message, 0.5 + 0.4 * Math.min(1, near.distance / wider), evidenceFor({ ...near, distance: wider, ordered: wrongOrder ? false : near.ordered }, article));
}

/** The least distance at which the two sides are near, by halving; in any order when the order is what fails. */
function smallestDistance(near: Proximity, article: PreparedArticle): number | null {
  for (const ordered of near.ordered ? [true, false] : [false]) {
    const holds = (distance: number) => evidenceFor({ ...near, distance, ordered }, article).length > 0;
    if (!holds(RULE_LIMITS.distance)) continue;
    let low = 1;
    let high: number = RULE_LIMITS.distance;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  return null;
}

function evidenceOfBoth(near: Proximity, article: PreparedArticle): readonly Evidence[] {
  return evidenceFor({ kind: "or", parts: [...termsOf(near.left), ...termsOf(near.right)] }, article);
}

function explainScope(scope: Scope, article: PreparedArticle): NearestMiss | null {
  if (evidenceFor(scope, article).length > 0) return null;
  const anywhere = explain(scope.part, article);
  const name = scope.scope === "title" ? "the title" : `one ${scope.scope}`;
  if (!anywhere) {
    return miss(scope, `Everything that ${shorten(printRule(scope))} asks for is in the article, but not together in ${name}.`, 0.8, evidenceFor(scope.part, article));
  }
  const best = scope.scope === "title" ? explain(scope.part, new PreparedArticle({ title: article.article.title, text: "" })) : closestWindow(scope, article);
  const told = best ?? anywhere;
  return { ...told, message: `In ${scope.scope === "title" ? "the title" : `the closest ${scope.scope}`}: ${told.message}`, closeness: Math.min(0.9, told.closeness) };
}

/** The window in which most of the part holds, among those that hold one of its words. */
function closestWindow(scope: Scope, article: PreparedArticle): NearestMiss | null {
  const words = positiveTerms(scope.part);
  const kind = scope.scope === "sentence" ? "sentence" : "paragraph";
  const windows = article.windowsOf(kind);
  const touched = new Set(evidenceFor({ kind: "or", parts: words.length > 1 ? words : [...words, ...words] }, article).map((one) => windowAt(article, windows.first, one)));
  let best: NearestMiss | null = null;
  for (const window of [...touched].slice(0, 40)) {
    const first = windows.first[window] as number;
    const last = (windows.first[window + 1] as number) - 1;
    if (last < first) continue;
    const field = article.fieldOf(first);
    const start = article.startOf(first);
    const text = article.article[field].slice(start, article.endOf(last));
    const one = explain(scope.part, new PreparedArticle(field === "title" ? { title: text, text: "" } : { title: "", text }));
    if (one && (!best || one.closeness > best.closeness)) best = { ...one, closest: one.closest.map((evidence) => moveEvidence(evidence, start, field)) };
  }
  return best;
}

function windowAt(article: PreparedArticle, first: Int32Array, evidence: Evidence): number {
  const at = evidence.spans[0]?.start ?? 0;
  for (let window = 0; window + 1 < first.length; window += 1) {
    const last = (first[window + 1] as number) - 1;
    if (last >= (first[window] as number) && article.fieldOf(last) === evidence.field && article.startOf(last) >= at) return window;
  }
  return 0;
}

function moveEvidence(evidence: Evidence, by: number, field: "title" | "text"): Evidence {
  const move = ({ start, end }: { start: number; end: number }) => ({ start: start + by, end: end + by });
  return { field, sentence: move(evidence.sentence), spans: evidence.spans.map(move) };
}

function positiveTerms(rule: Rule): (Rule & { kind: "term" })[] {
  switch (rule.kind) {
    case "term":
      return [rule];
    case "and":
    case "or":
      return rule.parts.flatMap(positiveTerms);
    case "not":
      return [];
    case "near":
      return [...termsOf(rule.left), ...termsOf(rule.right)];
    case "scope":
    case "atleast":
      return positiveTerms(rule.part);
  }
}

function explainAtLeast(count: number, part: Operand, article: PreparedArticle): NearestMiss | null {
  const holds = (wanted: number) => evidenceFor({ kind: "atleast", count: wanted, part }, article).length > 0;
  if (holds(count)) return null;
  let there = 0;
  while (there + 1 < count && holds(there + 1)) there += 1;
  const rule: Rule = { kind: "atleast", count, part };
  return miss(rule, there === 0 ? `${shorten(printRule(part))} does not occur.` : `${shorten(printRule(part))} occurs ${there === 1 ? "once" : `${there} times`}; the rule asks for ${count}.`, there / count, evidenceFor(part, article));
}

function shorten(printed: string): string {
  return printed.length <= 120 ? printed : `${printed.slice(0, 117)}…`;
}
