import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { toSnakeCase } from "drizzle-orm/casing";
import * as schema from "@/db/schema";

const README = resolve(import.meta.dirname, "../../README.md");
const BEGIN = "<!-- entities: written by `npx tsx tests/support/entity-diagram.ts` -->";
const END = "<!-- /entities -->";

/** Links that are no foreign keys, because a distributed database could not hold them: child, parent, column. */
const LOOSE = [
  ["addresses", "articles", "article_id"],
  ["content_hashes", "articles", "article_id"],
  ["story_bands", "articles", "article_id"],
  ["story_decisions", "articles", "article_id"],
  ["matches", "rule_versions", "rule_version_id"],
  ["decisions", "themes", "theme_id"],
  ["stories", "articles", "lead_article_id"],
  ["import_rows", "articles", "article_id"],
  ["feed_entries", "articles", "article_id"],
] as const;

/** The schema as a Mermaid entity diagram: keys and foreign keys as they are declared, loose links dotted. */
export function printEntityDiagram(): string {
  const tables = Object.values(schema)
    .filter((value) => is(value, PgTable))
    .map((table) => getTableConfig(table))
    .sort((a, b) => a.name.localeCompare(b.name));
  const name = (column: { name: string; keyAsName?: boolean }) => (column.keyAsName ? toSnakeCase(column.name) : column.name);
  const lines = ["```mermaid", "erDiagram"];
  for (const table of tables) {
    const keys = new Set([...table.columns.filter((column) => column.primary).map(name), ...table.primaryKeys.flatMap((key) => key.columns.map(name))]);
    lines.push(`  ${table.name} {`, ...table.columns.filter((column) => keys.has(name(column))).map((column) => `    ${column.getSQLType().replace(/\W.*/, "")} ${name(column)} PK`), "  }");
  }
  const links = new Set<string>();
  for (const table of tables) {
    for (const foreignKey of table.foreignKeys) {
      const { columns, foreignTable } = foreignKey.reference();
      links.add(`  ${getTableName(foreignTable)} ||--o{ ${table.name} : ${columns.map(name).join("_and_")}`);
    }
  }
  for (const [child, parent, column] of LOOSE) links.add(`  ${parent} ||..o{ ${child} : ${column}`);
  return [...lines, ...[...links].sort(), "```"].join("\n");
}

export function readDiagramOfReadme(): string {
  const text = readFileSync(README, "utf8");
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)).trim();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = readFileSync(README, "utf8");
  const [before, after] = [text.slice(0, text.indexOf(BEGIN) + BEGIN.length), text.slice(text.indexOf(END))];
  writeFileSync(README, `${before}\n${printEntityDiagram()}\n${after}`);
}
