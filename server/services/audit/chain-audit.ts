import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";

/** Any class number that only the chains use. */
const CHAIN_LOCK = 7_231_946;
const AT_ONCE = 1_000;
/** A command's transaction may end after a later one's; by then its entry's turn has come. */
const SETTLED_AFTER = sql.raw("interval '2 minutes'");

interface Entry extends Record<string, unknown> {
  id: string;
  workspace_id: string | null;
  user_id: string | null;
  actor: string;
  verb: string;
  subject_id: string | null;
  detail: unknown;
  at: string;
  chain_hash: string | null;
}

const columns = sql.raw("id, workspace_id, user_id, actor, verb, subject_id, detail, to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at, chain_hash");

/**
 * Chains the entries that are not chained yet, oldest first: one chain for each workspace and one for the installation.
 * Runs after the fact, so that commands never wait for one another; answers how many entries it chained.
 */
export async function chainAudit(db: Database, now: Date): Promise<number> {
  let chained = 0;
  for (let step = AT_ONCE; step === AT_ONCE; chained += step) step = await db.transaction((tx) => chainStep(tx, now));
  return chained;
}

async function chainStep(tx: Transaction, now: Date): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const rows = await tx.execute<Entry>(sql`
    select ${columns} from audit_entries where chain_hash is null and at < ${now.toISOString()}::timestamptz - ${SETTLED_AFTER} order by workspace_id, id limit ${AT_ONCE}`);
  const heads = new Map<string | null, { number: number; hash: string }>();
  const links: { id: string; link: string }[] = [];
  for (const row of rows) {
    const head = heads.get(row.workspace_id) ?? (await readHead(tx, row.workspace_id));
    const number = head.number + 1;
    const hash = hashEntry(head.hash, number, row);
    heads.set(row.workspace_id, { number, hash });
    links.push({ id: row.id, link: printLink(number, hash) });
  }
  if (links.length > 0) {
    await tx.execute(sql`
      update audit_entries e set chain_hash = l.link from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(id uuid, link text) where e.id = l.id`);
  }
  return rows.length;
}

/** `0000000042:9f86...`: the place in the chain, so that it can be followed whatever order the ids have. */
const printLink = (number: number, hash: string): string => `${String(number).padStart(10, "0")}:${hash}`;

async function readHead(tx: Transaction | Database, workspaceId: string | null): Promise<{ number: number; hash: string }> {
  const [row] = await tx.execute<{ link: string | null }>(sql`select max(chain_hash) as link from audit_entries where workspace_id is not distinct from ${workspaceId}::uuid`);
  const [number, hash] = (row?.link ?? "0:").split(":") as [string, string];
  return { number: Number(number), hash };
}

function hashEntry(previous: string, number: number, row: Entry): string {
  const facts = [number, row.id, row.workspace_id, row.user_id, row.actor, row.verb, row.subject_id, row.at, canonical(row.detail)];
  return createHash("sha256").update(previous).update("\n").update(JSON.stringify(facts)).digest("hex");
}

/** JSON with the keys of every object in order, since the database keeps them in an order of its own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).map(([name, inner]) => [name, canonical(inner)]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

export interface AuditCheck {
  entries: number;
  /** Not chained yet: younger than two minutes, or the worker is not running. */
  unchained: number;
  /** The first entry that is not what it was when it was chained, or that follows a removed one; null when all is well. */
  brokenAt: string | null;
  /** The latest link. Written down elsewhere, it also proves that no entry was cut off the end. */
  head: string | null;
}

/** Follows the chain of a workspace, or of the installation for null, from its beginning. */
export async function verifyAudit(db: Database, workspaceId: string | null): Promise<AuditCheck> {
  const own = sql`workspace_id is not distinct from ${workspaceId}::uuid`;
  const [open] = await db.execute<{ unchained: number }>(sql`select count(*)::int as unchained from audit_entries where ${own} and chain_hash is null`);
  const found: AuditCheck = { entries: 0, unchained: open!.unchained, brokenAt: null, head: null };
  for (let previous = ""; ; ) {
    const rows = await db.execute<Entry>(sql`select ${columns} from audit_entries where ${own} and chain_hash > ${found.head ?? ""} order by chain_hash limit ${AT_ONCE}`);
    if (rows.length === 0) return found;
    for (const row of rows) {
      const hash = hashEntry(previous, found.entries + 1, row);
      if (row.chain_hash !== printLink(found.entries + 1, hash)) return { ...found, brokenAt: row.id };
      found.entries += 1;
      found.head = row.chain_hash;
      previous = hash;
    }
  }
}
