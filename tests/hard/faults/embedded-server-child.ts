import { openEmbeddedDatabase } from "@/db/embedded/open";

/** A user of the embedded database in a process of its own: opens, prints one line of JSON, leaves when standard input ends. */
const dataDir = process.argv[2] ?? "";
const database = await openEmbeddedDatabase({ dataDir, say: () => {}, keepAlive: process.argv[3] === "keep-alive" });
process.stdout.write(`${JSON.stringify({ url: database.url, home: database.home })}\n`);
process.stdin.resume();
process.stdin.once("end", () => {
  void database.release().then(() => process.exit(0));
});
