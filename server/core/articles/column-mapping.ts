import { z } from "zod";
import { type ColumnMapping, dropUnstorable, recordFields, type RecordField } from "@/server/core/articles/record-fields";

const MOST_NAME_CHARS = 300;
const columnName = z.string().min(1).max(MOST_NAME_CHARS).refine((name) => dropUnstorable(name) === name, "No column has this name.");
export const columnMappingShape = z.strictObject({
  url: columnName.optional(),
  outlet: columnName.optional(),
  title: columnName.optional(),
  author: columnName.optional(),
  language: columnName.optional(),
  publishedAt: columnName.optional(),
  text: columnName.optional(),
});

/** Spellings in the order of trust; compared without case, marks, spaces and punctuation. */
const SPELLINGS: Record<RecordField, string> = {
  url: "url link address articleurl articlelink weburl pageurl storyurl sourceurl canonicalurl permalink uri href webaddress webadresse adresse adresseweb internetadresse lien enlace indirizzo ссылка адрес адресстраницы посилання адреса guid website",
  outlet: "outlet publication publisher medium media medianame newspaper quelle zeitung publikation sourcename source sitename site domain sourcedomain journal testata fuente periodico издание источник сми видання джерело змі",
  title: "title headline articletitle storytitle titel uberschrift schlagzeile titre titulo titolo заголовок название назва subject name",
  author: "author authors byline creator writer journalist autor autoren verfasser auteur auteurs autore автор авторы автори",
  language: "language lang sprache langue idioma lingua язык мова languagecode",
  publishedAt: "publishedat published publishedon datepublished publicationdate publishdate pubdate publishedtime publicationtime date datetime day datum veroffentlicht veroffentlichungsdatum erscheinungsdatum datedepublication datepublication fecha data дата датапубликации датапублікації опубликовано опубліковано seendate timestamp time created createdat",
  text: "text fulltext articletext body articlebody content maintext story inhalt volltext artikeltext texte contenu texto contenido testo текст полныйтекст повнийтекст содержание зміст lead teaser description summary abstract snippet excerpt beschreibung",
};

const spellingsByField = recordFields.map((field) => [field, SPELLINGS[field].split(" ").map(foldName)] as const);

/** Finds the columns of an article file by their names. A field without a likely column stays away; no column serves twice. */
export function guessMapping(header: readonly string[]): ColumnMapping {
  const byName = new Map<string, string>();
  for (const name of header) {
    const folded = foldName(name);
    if (folded !== "" && name.length <= MOST_NAME_CHARS && !byName.has(folded)) byName.set(folded, name);
  }
  const mapping: ColumnMapping = {};
  for (const [field, spellings] of spellingsByField) {
    const found = spellings.find((spelling) => byName.has(spelling));
    if (found === undefined) continue;
    mapping[field] = byName.get(found)!;
    byName.delete(found);
  }
  return mapping;
}

/** Names by which columns can be told apart: a missing one is numbered, and one that comes again says which it is. */
export function nameColumns(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, at) => {
    const written = dropUnstorable(cell).trim().replace(/\s+/g, " ").slice(0, MOST_NAME_CHARS - 8) || `Column ${at + 1}`;
    let name = written;
    for (let copy = 2; taken.has(name); copy += 1) name = `${written} (${copy})`;
    taken.add(name);
    return name;
  });
}

function foldName(name: string): string {
  return name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
