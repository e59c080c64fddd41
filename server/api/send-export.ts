import { createContext } from "@/server/api/context";
import { streamParts } from "@/server/api/stream-parts";
import { Refusal } from "@/server/core/access/refusal";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { exportArticles } from "@/server/services/articles/export-articles";
import { type ExportedFile, exportSeries } from "@/server/services/trends/export-series";
import { openWorkspace } from "@/server/services/workspaces/open-workspace";

const CONTENT_TYPES = { csv: "text/csv; charset=utf-8", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

/**
 * Answers `series.csv`, `series.xlsx`, `articles.csv` and `articles.xlsx` under the filter of a screen's address, sent
 * while it is made. An address of which a part makes no sense is refused, because a file cannot say what was left out.
 */
export async function sendExport(request: Request, file: string): Promise<Response> {
  const at = await createContext(request.headers);
  if (!at.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again.");
  const params = new URL(request.url).searchParams;
  const scope = await openWorkspace(at, at.person, params.get("workspace") ?? "");
  const [what, format] = file.split(".");
  if (format !== "csv" && format !== "xlsx") throw new Refusal("NOT_FOUND", "There is no such export.");
  const { filter, bucket, unit, dropped } = parseFilterUrl(params);
  if (dropped.length > 0) throw new Refusal("INVALID", `This part of the address makes no sense: ${dropped.join(", ")}.`);
  let exported: ExportedFile;
  if (what === "series") exported = await exportSeries(scope, { filter, bucket, unit }, format);
  else if (what === "articles") exported = await exportArticles(scope, { filter, unit, dated: params.get("dated") === "undated" ? "undated" : "dated" }, format);
  else throw new Refusal("NOT_FOUND", "There is no such export.");
  return new Response(streamParts(exported.parts), {
    headers: { "content-type": CONTENT_TYPES[format], "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(exported.fileName)}`, "cache-control": "no-store" },
  });
}
