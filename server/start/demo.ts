import { openDatabase } from "@/db/client";
import { createDemo } from "@/server/services/demo/create-demo";

/** Makes the demo workspace if there is none; the worker, which is up already, fills it. */
export async function fillDemo(at: { databaseUrl: string; say: (line: string) => void }): Promise<void> {
  const database = openDatabase(at.databaseUrl, { max: 1, name: "themeline-start" });
  try {
    const { slug } = await createDemo({ db: database.db, now: () => new Date() }, null);
    at.say(`Demo coverage is being written; it is synthetic and stands in a workspace of its own: /w/${slug}/trends`);
  } finally {
    await database.close();
  }
}
