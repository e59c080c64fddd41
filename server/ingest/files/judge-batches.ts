import { judgeRecord, type JudgeRecordOptions } from "@/server/core/imports/judge-record";
import type { RecordBatch, RecordRow } from "./record-batch";

/**
 * Makes articles of the rows where they are read, so that whoever stores them has nothing left to do. A row that became
 * an article leaves its record behind; a refused one keeps it, to be mended. A list of feeds has no articles to make.
 */
export async function* judgeBatches(batches: AsyncIterable<RecordBatch>, options: JudgeRecordOptions): AsyncGenerator<RecordBatch> {
  let isFeedList = false;
  for await (const batch of batches) {
    if (batch.shape) isFeedList = batch.shape.format === "feed-list";
    yield isFeedList ? batch : { ...batch, rows: batch.rows.map((row) => judgeRow(row, options)) };
  }
}

function judgeRow(row: RecordRow, options: JudgeRecordOptions): RecordRow {
  if (!row.ok) return row;
  const judged = judgeRecord(row.record, options);
  if (!judged.ok) return { ...row, judged };
  const { rowNumber, line } = row;
  return { rowNumber, ...(line === undefined ? {} : { line }), ok: true, record: {}, judged };
}
