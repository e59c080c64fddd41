import { openDatabase, type OpenDatabase } from "@/db/client";
import { env } from "@/server/env";

/** One pool per process; kept on globalThis because the development server loads modules anew on every change. */
const kept = globalThis as typeof globalThis & { themelineDatabase?: OpenDatabase };

export function webDatabase(): OpenDatabase {
  kept.themelineDatabase ??= openDatabase(env().DATABASE_URL ?? missing(), { max: 15, name: "themeline-web" });
  return kept.themelineDatabase;
}

function missing(): never {
  throw new Error("DATABASE_URL is not set. Start with `npm start`, which sets it for the embedded database.");
}
