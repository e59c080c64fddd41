import { eq, sql } from "drizzle-orm";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { workspaceExports } from "@/db/schema";
import { ARCHIVE_TABLES, KEPT_IN_THE_HOUSE } from "@/server/core/archives/archive-contents";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { guessMapping } from "@/server/core/articles/column-mapping";
import { deleteArchive, forgetArchives, listArchives, makeArchive, openArchive, requestArchive } from "@/server/services/archives/archives";
import { storeArticles } from "@/server/services/articles/store-articles";
import { createBoard } from "@/server/services/boards/boards";
import { checkDerived } from "@/server/services/maintenance/check-derived";
import { saveView } from "@/server/services/views/views";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { fillPlace } from "@/tests/support/coverage-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const NOW = new Date("2025-03-20T12:00:00Z");

describe("a workspace as one archive", () => {
  let house: TestHouse;
  let files: Record<string, Record<string, unknown>[]>;
  let manifest: { workspace: { slug: string }; files: { file: string; rows: number }[] };
  let archiveId: string;

  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
    const other = await house.db.transaction((tx) => createWorkspace(tx, { name: "Other", slug: "other", actor: { kind: "system", name: "test" }, now: house.now }));
    await fillPlace(house.as("admin"), house.work, "MAIN");
    await fillPlace({ ...house.asSystem(), workspace: other }, house.work, "OTHER");
    const drafts = [
      { url: "https://ledger.example/a", title: "With a time", publishedAt: "2025-03-04T10:00:00+02:00", text: "Zeitung – «Кіт» 漢字\n\nSecond paragraph. \"Quoted\".", language: "de", author: "A, B" },
      { url: "https://www.ledger.example/b?utm_source=x", title: "=With a day", publishedAt: "2025-03-05", text: "Ministers discussed the transfer of frozen Russian assets to Ukraine." },
      { outlet: "Paper only", title: "Without an address", publishedAt: "", text: "No date either." },
      { outlet: "Paper only", title: "Without a text", publishedAt: "2025-01-31" },
      ...Array.from({ length: 1_200 }, (_, i) => ({ url: `https://many.example/${i}`, title: `Many ${i}`, publishedAt: "2025-02-01", text: `Number ${i}.` })),
    ];
    await house.db.transaction((tx) =>
      storeArticles(
        tx,
        { workspaceId: house.workspace.id, actor: house.asSystem().actor, now: house.now, origin: "import" },
        drafts.map((draft) => {
          const normal = normaliseDraft(draft, { timeZone: "UTC", now: NOW });
          if (!normal.ok) throw new Error(normal.problems[0]!.message);
          return normal.article;
        }),
      ),
    );
    await house.work();
    await saveView(house.as("viewer"), { requestId: newId(), kind: "trends", name: "Mine alone", query: "bucket=month", visibility: "private" });
    await createBoard(house.as("viewer"), { requestId: newId(), name: "Mine alone", query: "", panels: [], visibility: "private" });
    archiveId = (await requestArchive(house.as("admin"), { requestId: newId() })).archiveId;
    await house.work();
    const { parts, byteLength } = await openArchive(house.as("admin"), { archiveId });
    const pieces: Uint8Array[] = [];
    for await (const part of parts) pieces.push(part);
    const bytes = Buffer.concat(pieces);
    expect(bytes.byteLength).toBe(byteLength);
    const texts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString("utf8")]));
    manifest = JSON.parse(texts["manifest.json"]!) as typeof manifest;
    files = Object.fromEntries(Object.entries(texts).filter(([name]) => name !== "manifest.json").map(([name, text]) => [name, text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)]));
  }, 120_000);
  afterAll(() => house.close());

  it("names every table of a workspace: it goes out, or there is a reason why not", async () => {
    const rows = await house.db.execute<{ name: string }>(sql`select distinct table_name as name from information_schema.columns where table_schema = 'public' and column_name in ('workspace_id', 'article_id') order by 1`);
    const known = new Set([...ARCHIVE_TABLES.map(({ table }) => table), ...Object.keys(KEPT_IN_THE_HOUSE), "feed_entries", "import_rows"]);
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    for (const { table, key, without = [] } of ARCHIVE_TABLES) {
      const columns = (await house.db.execute<{ name: string }>(sql`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}`)).map(({ name }) => name);
      expect(columns, table).toEqual(expect.arrayContaining([...key, ...without]));
    }
  });

  it("holds as many rows as the database, says so in its manifest, and nothing of another workspace", async () => {
    for (const { file, rows } of manifest.files) expect(files[file], file).toHaveLength(rows);
    for (const table of ["themes", "rule_versions", "outlets", "gaps", "annotations", "audit_entries", "alert_rules", "decisions"]) {
      const [row] = await house.db.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.identifier(table)} where workspace_id = ${house.workspace.id}`);
      // The trail goes on after the archive's moment.
      if (table === "audit_entries") expect(files[`${table}.jsonl`]!.length).toBeLessThan(row!.rows);
      else expect(files[`${table}.jsonl`], table).toHaveLength(row!.rows);
    }
    expect(files["articles.jsonl"]!.length).toBeGreaterThan(1_200);
    expect(files["trash.jsonl"]!.length).toBeGreaterThan(0);
    expect(files["matches.jsonl"]!.length).toBeGreaterThan(0);
    expect(JSON.stringify(files)).not.toContain("OTHER");
  });

  it("leaves what a person keeps for themselves in the house", () => {
    expect(JSON.stringify(files)).not.toContain("Mine alone");
    expect([files["saved_views.jsonl"]!.length, files["boards.jsonl"]!.length].every((rows) => rows > 0)).toBe(true);
  });

  it("lets no secret out", async () => {
    const secrets = await house.db.execute<{ secret: string }>(sql`
      select key_hash as secret from api_keys union all select token_hash from one_time_links union all select token_hash from share_links union all select secret from webhooks
      union all select token_hash from sessions union all select password_hash from users where password_hash like '$%'`);
    const everything = JSON.stringify(files);
    expect(secrets.length).toBeGreaterThan(3);
    for (const { secret } of secrets) expect(everything).not.toContain(secret);
  });

  it("gives the same articles when its articles.jsonl is imported elsewhere", async () => {
    const records = files["articles.jsonl"]!;
    expect(guessMapping(Object.keys(records[0]!))).toEqual({ url: "url", title: "title", outlet: "outlet", author: "author", language: "language", publishedAt: "publishedAt", text: "text" });
    const copy = await house.db.transaction((tx) => createWorkspace(tx, { name: "Copy", slug: "copy", actor: { kind: "system", name: "test" }, now: house.now }));
    const articles = records.map(({ url, title, outlet, author, language, publishedAt, text }) => {
      const normal = normaliseDraft({ url, title, outlet, author, language, publishedAt, text }, { timeZone: copy.timeZone, now: NOW, allowOld: true, allowFuture: true, allowBare: true });
      if (!normal.ok) throw new Error(normal.problems[0]!.message);
      return normal.article;
    });
    for (let at = 0; at < articles.length; at += 500) await house.db.transaction((tx) => storeArticles(tx, { workspaceId: copy.id, actor: house.asSystem().actor, now: house.now, origin: "import" }, articles.slice(at, at + 500)));
    await house.work();
    const tell = (workspaceId: string) =>
      house.db.execute(sql`
        select r.title, r.text, o.key, o.name, a.author, a.language, a.published_precision, a.published_at, a.published_day::text,
          (select array_agg(url order by url) from addresses d where d.article_id = a.id) as urls, (select array_agg(t.name order by t.name) from matches m join themes t on t.id = m.theme_id join rule_versions v on v.id = m.rule_version_id and v.id = t.active_version_id where m.article_id = a.id) is not null as matched
        from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id
        where a.workspace_id = ${workspaceId} and a.deleted_at is null order by r.title, r.text, o.key`);
    const [before, after] = await Promise.all([tell(house.workspace.id), tell(copy.id)]);
    expect(after.length).toBe(before.length);
    expect(after).toEqual(before);
    expect(await checkDerived(house.db, copy.id)).toMatchObject({ matchesMissing: 0, matchesExtra: 0, identitiesAstray: 0 });
  });

  it("is for administrators of the workspace, and ends after a week or before", async () => {
    await expect(requestArchive(house.as("analyst"), { requestId: newId() })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(openArchive(house.as("analyst"), { archiveId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = { ...house.as("admin"), workspace: { ...house.workspace, id: newId() } };
    await expect(openArchive(other, { archiveId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    // The worker goes by the clock on the wall.
    const later = new Date(Date.now() + 8 * 86_400_000);
    await expect(openArchive({ ...house.as("admin"), now: () => later }, { archiveId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listArchives(house.as("admin"))).find(({ id }) => id === archiveId)).toMatchObject({ state: "done", createdBy: "The admin", error: "" });
    await forgetArchives(house.db, later);
    expect(await listArchives(house.as("admin"))).toEqual([]);
    expect(await house.db.execute(sql`select 1 from workspace_export_pieces`)).toEqual([]);
  });

  it("begins anew when it was cut off, and is made once for those who ask meanwhile", async () => {
    const first = await requestArchive(house.as("admin"), { requestId: newId() });
    expect(await requestArchive(house.as("admin"), { requestId: newId() })).toEqual(first);
    await house.db.execute(sql`insert into workspace_export_pieces (export_id, position, bytes) values (${first.archiveId}, 0, '\\x00'), (${first.archiveId}, 7, '\\x00')`);
    await makeArchive(house.asSystem(), first.archiveId, async () => true);
    const { parts } = await openArchive(house.as("admin"), first);
    const pieces: Uint8Array[] = [];
    for await (const part of parts) pieces.push(part);
    expect(Object.keys(unzipSync(Buffer.concat(pieces)))).toContain("manifest.json");
    await deleteArchive(house.as("admin"), first);
    expect(await house.db.select().from(workspaceExports).where(eq(workspaceExports.id, first.archiveId))).toEqual([]);
    expect(await house.db.execute(sql`select 1 from workspace_export_pieces`)).toEqual([]);
  });
});
