import { type DraftField, normaliseDraft, type NormalArticle } from "@/server/core/articles/article-draft";
import type { RawRecord } from "@/server/core/articles/record-fields";
import { readSerialDay } from "@/server/core/articles/serial-day";
import type { ImportPlan } from "@/server/core/imports/import-plan";

export type JudgeRecordOptions = { timeZone: string; now: Date; plan: Pick<ImportPlan, "dates" | "outlet" | "language"> | null };
export type JudgedRecord = { ok: true; article: NormalArticle } | { ok: false; field: DraftField; reason: string };

const FIELD_WORDS: Record<DraftField, string> = { url: "Address", title: "Headline", outlet: "Outlet", author: "Author", language: "Language", publishedAt: "Date", text: "Text" };

/** Makes an article of what a row says, or the sentence by which the row is refused; `field` is the first that is wrong. */
export function judgeRecord(record: RawRecord, { timeZone, now, plan }: JudgeRecordOptions): JudgedRecord {
  const order = plan?.dates === "day-first" || plan?.dates === "month-first" || plan?.dates === "year-first" ? plan.dates : undefined;
  const normal = normaliseDraft(plan ? fillIn(record, plan) : record, { timeZone, now, allowOld: true, allowBare: true, dateOrder: order });
  if (normal.ok) return { ok: true, article: normal.article };
  return { ok: false, field: normal.problems[0]!.field, reason: normal.problems.map(({ field, message }) => `${FIELD_WORDS[field]}: ${message}`).join(" ") };
}

function fillIn(record: RawRecord, plan: Pick<ImportPlan, "dates" | "outlet" | "language">): RawRecord {
  const filled: RawRecord = { ...record };
  if (plan.outlet !== "" && !record.outlet && !record.url) filled.outlet = plan.outlet;
  if (plan.language !== "" && !record.language) filled.language = plan.language;
  if (plan.dates === "serial" && record.publishedAt) filled.publishedAt = readSerialDay(record.publishedAt) ?? record.publishedAt;
  return filled;
}
