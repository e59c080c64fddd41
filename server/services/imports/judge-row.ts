import { feedAddressShape } from "@/server/core/feeds/feed-shapes";
import type { NormalArticle } from "@/server/core/articles/article-draft";
import { judgeRecord, type JudgeRecordOptions } from "@/server/core/imports/judge-record";
import type { RecordRow } from "@/server/ingest/files/record-batch";
import type { NewFeed } from "@/server/services/feeds/add-feed";

/** What a row is taken in as, or the sentence by which it is refused; `what` groups the sentences that differ in their values only. */
export type JudgedRow = { row: RecordRow } & ({ article: NormalArticle } | { feed: NewFeed & { url: string } } | { refused: string; what: string });

const MOST_FEED_TITLE = 300;

/** Judges rows of a file, as articles or as feeds; what the reader judged itself stands. */
export function openJudge(options: JudgeRecordOptions, isFeedList: boolean): (row: RecordRow) => JudgedRow {
  return (row) => {
    if (!row.ok) return { row, refused: row.reason, what: "Row" };
    if (isFeedList) {
      const url = feedAddressShape.safeParse(row.record.url ?? "");
      if (!url.success) return { row, refused: `Feed: ${url.error.issues[0]?.message ?? "This is not a web address."}`, what: "Feed" };
      return { row, feed: { url: url.data, title: (row.record.title ?? "").slice(0, MOST_FEED_TITLE), siteUrl: row.rest?.["Site"] ?? null, folder: row.rest?.["Folder"] ?? null } };
    }
    const judged = row.judged ?? judgeRecord(row.record, options);
    return judged.ok ? { row, article: judged.article } : { row, refused: judged.reason, what: judged.reason.slice(0, judged.reason.indexOf(":")) };
  };
}
