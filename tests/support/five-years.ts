import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { OpenDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { addDays, dayNumber } from "@/server/core/trends/days";
import type { Scope } from "@/server/services/scope";
import { createTheme } from "@/server/services/themes/save-rule";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { seeded } from "@/tests/support/generated-coverage";

export const FROM = "2020-01-01";
export const TO = "2024-12-31";
export const DAYS = dayNumber(TO) - dayNumber(FROM) + 1;
export const OUTLETS = 40;
const LANGUAGES = ["en", "en", "en", "de", "fr", "uk", "ru"];
/** Parts of all articles that a theme matches, from an eighth to one in two hundred. */
const THEME_PARTS = [0.12, 0.1, 0.08, 0.06, 0.05, 0.05, 0.04, 0.03, 0.02, 0.02, 0.01, 0.005];
/** Part of the articles that repeats another one, within four days of it and in another outlet. */
export const COPIES = 0.2;

/** A workspace with twelve themes and five years of coverage. */
export interface FiveYears {
  scope: Scope;
  outletIds: string[];
  versionIds: string[];
  articles: number;
  matches: number;
}

async function copyInto({ client }: OpenDatabase, statement: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), await client.unsafe(statement).writable());
}

/** Writes a workspace with so many processed articles, matched and dated over five years, past the verbs; its counts are still to be folded. */
export async function fillFiveYears(database: OpenDatabase, articles: number): Promise<FiveYears> {
  const now = () => new Date("2025-02-10T12:00:00Z");
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: `bench-${articles}`, actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  const present = await activeThemes(database.db, workspace.id);
  for (let i = present.length; i < THEME_PARTS.length; i++) await createTheme(scope, { name: `Theme ${i}`, rule: `word${i}` });
  await database.client.unsafe("update rule_versions set backfill = 'complete', active_from = '2019-01-01' where workspace_id = $1", [workspace.id]);
  const themes = await activeThemes(database.db, workspace.id);
  const outletIds = Array.from({ length: OUTLETS }, () => newId());
  await database.client.unsafe("insert into outlets (id, workspace_id, key, name, country, group_name) select id, $1, 'outlet-' || n, 'Outlet ' || n, case when n % 3 = 0 then 'UA' end, 'Group ' || n % 4 from unnest($2::uuid[]) with ordinality as o(id, n)", [workspace.id, outletIds]);

  const random = seeded(17);
  const made: { id: string; day: string; outlet: number; story: string; themes: number[] }[] = [];
  for (let i = 0; i < articles; i++) {
    const original = i > 0 && random() < COPIES ? made[Math.floor(random() * i)]! : null;
    const id = newId();
    const later = original ? addDays(original.day, Math.floor(random() * 5)) : addDays(FROM, Math.floor(random() * DAYS));
    made.push({ id, day: later > TO ? TO : later, outlet: Math.floor(OUTLETS * random() ** 2), story: original?.story ?? id, themes: original?.themes ?? THEME_PARTS.flatMap((part, theme) => (random() < part ? [theme] : [])) });
  }
  await copyInto(
    database,
    "copy articles (id, workspace_id, outlet_id, origin, published_precision, published_day, current_revision, processed_revision, story_id, language) from stdin",
    made.map(({ id, day, outlet, story }) => `${[id, workspace.id, outletIds[outlet], "import", "day", day, 1, 1, story, LANGUAGES[outlet % LANGUAGES.length]].join("\t")}\n`),
  );
  await copyInto(database, "copy article_revisions (article_id, number, workspace_id, title, text, text_hash, words) from stdin", made.map(({ id }) => `${[id, 1, workspace.id, "A title", "A text of a few words.", "\\\\x00", 5].join("\t")}\n`));
  const evidence = JSON.stringify([{ field: "text", sentence: { start: 0, end: 23 }, spans: [{ start: 2, end: 6 }] }]);
  await copyInto(database, "copy matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence) from stdin", made.flatMap(({ id, themes: own }) => own.map((theme) => `${[id, themes[theme]!.versionId, workspace.id, themes[theme]!.id, 1, evidence].join("\t")}\n`)));
  await database.client.unsafe("vacuum analyze");
  return { scope, outletIds, versionIds: themes.map(({ versionId }) => versionId), articles, matches: made.reduce((sum, { themes: own }) => sum + own.length, 0) };
}
