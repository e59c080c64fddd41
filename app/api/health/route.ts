import { webDatabase } from "@/server/database";
import { countFailedJobs } from "@/server/services/jobs/take-job";

export const dynamic = "force-dynamic";

/** Answers 200 when the pages can reach their database; `failedJobs` were set aside for good and want a look. */
export async function GET(): Promise<Response> {
  try {
    return Response.json({ app: "themeline", database: "reachable", failedJobs: await countFailedJobs(webDatabase().db) });
  } catch {
    return Response.json({ app: "themeline", database: "unreachable" }, { status: 503 });
  }
}
