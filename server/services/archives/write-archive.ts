import { sql, type SQL } from "drizzle-orm";
import { strToU8, Zip, ZipDeflate } from "fflate";
import type { Transaction } from "@/db/client";
import { ARCHIVE_TABLES, ARCHIVE_VERSION, type ArchivedArticle, type ArchiveTable } from "@/server/core/archives/archive-contents";
import type { WorkspaceScope } from "@/server/services/scope";

const ROWS_AT_ONCE = 500;

/** Rows of each file, filled while the archive is written. */
export type ArchiveRows = Record<string, number>;

/**
 * A workspace as the pieces of one zip file, read a few hundred rows at a time inside the given transaction, which shows
 * one moment throughout. `rows` is filled on the way and stands in the manifest, the archive's last file.
 */
export async function* writeArchive(tx: Transaction, workspace: WorkspaceScope, now: Date, rows: ArchiveRows): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    ready.push(piece);
  });
  const take = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  const files: { file: string; says: string; pages: AsyncGenerator<unknown[]> }[] = [
    { file: "articles.jsonl", says: "articles, in the form in which they can be imported again", pages: readArticles(tx, workspace.id, sql`a.deleted_at is null`) },
    { file: "trash.jsonl", says: "articles in the trash, in the same form", pages: readArticles(tx, workspace.id, sql`a.deleted_at is not null`) },
    { file: "members.jsonl", says: "who is a member, with name, address and role", pages: readMembers(tx, workspace.id) },
    ...ARCHIVE_TABLES.map((table) => ({ file: `${table.table}.jsonl`, says: table.says, pages: readTable(tx, workspace.id, table) })),
  ];
  for (const { file, pages } of files) {
    const entry = new ZipDeflate(file, { level: 6 });
    entry.mtime = now;
    zip.add(entry);
    rows[file] = 0;
    for await (const page of pages) {
      rows[file] += page.length;
      entry.push(strToU8(page.map((row) => `${JSON.stringify(row)}\n`).join("")));
      yield* take();
    }
    entry.push(new Uint8Array(), true);
    yield* take();
  }
  const manifest = new ZipDeflate("manifest.json", { level: 6 });
  manifest.mtime = now;
  zip.add(manifest);
  const { slug, name, timeZone, weekStart, synthetic } = workspace;
  manifest.push(strToU8(`${JSON.stringify({ format: "themeline-workspace", version: ARCHIVE_VERSION, generatedAt: now.toISOString(), workspace: { slug, name, timeZone, weekStart, synthetic }, files: files.map(({ file, says }) => ({ file, rows: rows[file], says })) }, null, 2)}\n`), true);
  zip.end();
  yield* take();
}

async function* readArticles(tx: Transaction, workspaceId: string, which: SQL): AsyncGenerator<ArchivedArticle[]> {
  for (let after: string | null = null; ; ) {
    const page: ArchivedArticle[] = await tx.execute<ArchivedArticle & Record<string, unknown>>(sql`
      select coalesce(d.urls[1], '') as url, r.title, o.name as outlet, a.author, a.language,
        case a.published_precision when 'time' then to_char(a.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') when 'day' then a.published_day::text else '' end as "publishedAt",
        r.text, a.id, coalesce(d.urls, '{}') as addresses, a.outlet_id as "outletId", a.story_id as "storyId", a.origin, a.current_revision as revision,
        to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt"
      from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id
      left join lateral (select array_agg(url order by created_at, hash) as urls from addresses where article_id = a.id and workspace_id = a.workspace_id) d on true
      where a.workspace_id = ${workspaceId} and ${which} ${after ? sql`and a.id > ${after}` : sql``} order by a.id limit ${ROWS_AT_ONCE}`);
    if (page.length > 0) yield page;
    if (page.length < ROWS_AT_ONCE) return;
    after = page.at(-1)!.id;
  }
}

async function* readMembers(tx: Transaction, workspaceId: string): AsyncGenerator<unknown[]> {
  yield await tx.execute(sql`select u.id, u.name, u.email, m.role, m.created_at as "joinedAt", m.removed_at as "removedAt" from members m join users u on u.id = m.user_id where m.workspace_id = ${workspaceId} order by m.created_at, u.id`);
}

async function* readTable(tx: Transaction, workspaceId: string, { table, key, without = [], hasPrivate }: ArchiveTable): AsyncGenerator<unknown[]> {
  const columns = sql.join(key.map((name) => sql`t.${sql.identifier(name)}`), sql`, `);
  const own = table === "article_revisions" || table === "matches" ? sql`t.article_id in (select id from articles where workspace_id = ${workspaceId})` : sql`t.workspace_id = ${workspaceId}`;
  const shared = hasPrivate ? sql`and t.visibility = 'workspace'` : sql``;
  for (let last: Record<string, unknown> | undefined; ; ) {
    const after = last ? sql`and (${columns}) > (${sql.join(key.map((name) => sql`${last![name]}`), sql`, `)})` : sql``;
    const page: readonly { row: Record<string, unknown> }[] = await tx.execute<{ row: Record<string, unknown> }>(sql`
      select to_jsonb(t) - array[${sql.join(["", ...without].map((name) => sql`${name}`), sql`, `)}]::text[] as row from ${sql.identifier(table)} t where ${own} ${shared} ${after} order by ${columns} limit ${ROWS_AT_ONCE}`);
    if (page.length > 0) yield page.map(({ row }) => row);
    if (page.length < ROWS_AT_ONCE) return;
    last = page.at(-1)!.row;
  }
}
