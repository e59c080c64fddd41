import { sql } from "drizzle-orm";
import { webDatabase } from "@/server/database";

export const dynamic = "force-dynamic";

/** Answers 200 when the pages can reach their database. */
export async function GET(): Promise<Response> {
  const reachable = await webDatabase()
    .db.execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  return Response.json({ app: "themeline", database: reachable ? "reachable" : "unreachable" }, { status: reachable ? 200 : 503 });
}
