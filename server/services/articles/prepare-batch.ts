import { newId } from "@/db/new-id";
import { contentKey, countWords, type NormalArticle } from "@/server/core/articles/article-draft";
import { hashTextHex } from "@/server/services/articles/hash-text";

export interface PendingArticle {
  article: NormalArticle;
  /** Its place in the input. */
  index: number;
}

/** What the input says of one address, or of one text without an address; hashes are hexadecimal. */
export interface Claim {
  hash: string;
  /** The id of the article, if there is none yet. */
  newArticleId: string;
  group: [PendingArticle, ...PendingArticle[]];
}

/** Articles with all that can be known of them before the database is asked. */
export interface PreparedBatch {
  input: readonly NormalArticle[];
  claims: readonly Claim[];
  /**
   * Rows for the tables as JSON text: addresses and contents in the order of their hashes, in which all writers claim
   * them, so that no two wait for each other; and first revisions as if every claim were won.
   */
  addresses: string;
  contents: string;
  revisions: string;
}

/** Does what storing needs no database for, so that it can be done while the database is busy with other rows. */
export function prepareBatch(input: readonly NormalArticle[]): PreparedBatch {
  const byKey = new Map<string, Claim["group"]>();
  input.forEach((article, index) => {
    const key = article.addressKey ? `address:${article.addressKey}` : `content:${contentKey(article)}`;
    const same = byKey.get(key);
    if (same) same.push({ article, index });
    else byKey.set(key, [{ article, index }]);
  });
  const claims = [...byKey].map(([key, group]): Claim => ({ hash: hashTextHex(key), newArticleId: newId(), group }));
  const sorted = claims.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  const claimRows = (withAddress: boolean) => sorted.filter(({ group }) => (group[0].article.addressKey !== null) === withAddress).map(({ hash, newArticleId, group }) => ({ hash: `\\x${hash}`, url: group[0].article.url, id: newArticleId }));
  return { input, claims, addresses: JSON.stringify(claimRows(true)), contents: JSON.stringify(claimRows(false)), revisions: printRevisions(claims) };
}

/** First revisions of these claims as JSON text. */
export const printRevisions = (claims: readonly Claim[]): string =>
  JSON.stringify(claims.map(({ newArticleId, group: [{ article }] }) => ({ id: newArticleId, title: article.title, text: article.text, hash: `\\x${hashTextHex(article.title, article.text)}`, words: countWords(article.text) })));
