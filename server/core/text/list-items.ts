import type { Span } from "@/server/core/text/span";

const BULLET = /[•⁃◦▪‣●○■]/gu;
const FIRST_LABEL = /^(?:\d{1,3}|[a-z])(?:\.\)|\)|\.)\s/u;
const NO_ITEMS: readonly number[] = [];
const NUMBERED = /(?<=^|\s)(\d{1,3}|[a-z])(\.\)|\)|\.)(?=\s)/gu;
/** Words after which a number with a stop is a German ordinal ("die 2. Bundesliga"), not the next item. */
const BEFORE_ORDINAL = /(?:^|\s)(?:der|die|das|dem|den|des|am|im|vom|zum|zur|beim|ab|bis|und|oder|seit|nach|vor|ein|eine|einer|einem|einen)\s$/iu;

/**
 * Where the items of a list begin that stands in one line ("1) … 2) …", "a. … b. …", "• … • …"): offsets after the start
 * of the block. A numbered list counts only when the block begins with its first number and the numbers follow on.
 */
export function findListItems(text: string, block: Span): readonly number[] {
  if (!mayHaveItems(text, block)) return NO_ITEMS;
  const written = text.slice(block.start, block.end);
  const isNumbered = FIRST_LABEL.test(written);
  const starts: number[] = [];
  for (const bullet of written.matchAll(BULLET)) {
    if (bullet.index > 0 && /\s/u.test(written.charAt(bullet.index - 1))) starts.push(block.start + bullet.index);
  }
  if (!isNumbered) return starts;
  let last: { label: string; mark: string } | undefined;
  for (const item of written.matchAll(NUMBERED)) {
    const [, label = "", mark = ""] = item;
    if (!last) {
      if (item.index !== 0) break;
      last = { label, mark };
      continue;
    }
    if (mark !== last.mark || label !== following(last.label)) continue;
    if (mark === "." && BEFORE_ORDINAL.test(written.slice(Math.max(0, item.index - 8), item.index))) continue;
    starts.push(block.start + item.index);
    last = { label, mark };
  }
  return starts.sort((a, b) => a - b);
}

/** A cheap look: a mark among the first letters, or a sign from where bullets are. */
function mayHaveItems(text: string, { start, end }: Span): boolean {
  for (let at = start + 1; at < start + 5 && at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 41 || code === 46) return true;
  }
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x2022 && code <= 0x25ff) return true;
  }
  return false;
}

function following(label: string): string {
  return /^\d/u.test(label) ? String(Number(label) + 1) : String.fromCharCode(label.charCodeAt(0) + 1);
}
