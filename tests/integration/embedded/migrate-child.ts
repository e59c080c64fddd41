import { migrateDatabase } from "@/db/migrate";

await migrateDatabase(process.argv[2] ?? "");
