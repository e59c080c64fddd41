import { openDatabase } from "@/db/client";
import { createSetupLink } from "@/server/services/access/links";

/** A fresh one-time setup link while nobody has an account, else null. */
export async function ensureFirstRun(at: { databaseUrl: string; origin: string }): Promise<{ setupUrl: string | null }> {
  const database = openDatabase(at.databaseUrl, { max: 1, name: "themeline-start" });
  try {
    const token = await createSetupLink({ db: database.db, now: () => new Date() });
    return { setupUrl: token ? `${at.origin}/setup/${token}` : null };
  } finally {
    await database.close();
  }
}
