import { runInThread } from "@/server/ingest/sandbox/run-in-thread";
import type { ThreadFailureCode } from "@/server/ingest/sandbox/thread-pool";
import type { ExtractedArticle } from "./extract-article";
import type { PrescanReason } from "./prescan-html";
import type { PageRefusalCode } from "./recognise-page";

export type ExtractionResult = { ok: true; article: ExtractedArticle } | { ok: false; reason: { code: PageRefusalCode | PrescanReason | ThreadFailureCode; message: string } };

/**
 * Reads a foreign page in a sandboxed thread: recognise, decode, pre-scan, extract.
 * Every failure comes back as a code and one plain sentence; it does not throw for what a page holds.
 */
export async function extractInThread(bytes: Uint8Array, contentType: string | null, url: string): Promise<ExtractionResult> {
  const result = await runInThread("extractPage", { bytes, contentType, url });
  if (result.ok) return result.output;
  const { code, message } = result.reason;
  return { ok: false, reason: { code, message: `The page was not read. ${message}` } };
}
