import { describe, expect, it } from "vitest";
import { columnMappingShape, guessMapping } from "@/server/core/articles/column-mapping";

describe("guessMapping", () => {
  it.each([
    [["url", "outlet", "title", "published_at", "date_source", "text", "lang"], { url: "url", outlet: "outlet", title: "title", publishedAt: "published_at", text: "text", language: "lang" }],
    [["Link", "Headline", "Pub Date", "Body"], { url: "Link", title: "Headline", publishedAt: "Pub Date", text: "Body" }],
    [["Adresse", "Überschrift", "Veröffentlicht", "Inhalt", "Quelle", "Verfasser", "Sprache"], { url: "Adresse", title: "Überschrift", publishedAt: "Veröffentlicht", text: "Inhalt", outlet: "Quelle", author: "Verfasser", language: "Sprache" }],
    [["lien", "titre", "date de publication", "contenu", "auteur", "langue"], { url: "lien", title: "titre", publishedAt: "date de publication", text: "contenu", author: "auteur", language: "langue" }],
    [["посилання", "назва", "дата", "видання", "автор", "мова"], { url: "посилання", title: "назва", publishedAt: "дата", outlet: "видання", author: "автор", language: "мова" }],
    [["Ссылка", "Заголовок", "Дата публикации", "Полный текст", "Источник"], { url: "Ссылка", title: "Заголовок", publishedAt: "Дата публикации", text: "Полный текст", outlet: "Источник" }],
    [["summary", "body", "guid", "url"], { url: "url", text: "body" }],
    [["first", "last", "zip"], {}],
    [["__proto__", "constructor", "title"], { title: "title" }],
    [["", "title", "Title"], { title: "title" }],
  ])("reads %j", (header, mapping) => {
    expect(guessMapping(header)).toEqual(mapping);
    expect(columnMappingShape.parse(mapping)).toEqual(mapping);
  });

  it("refuses a mapping of fields that do not exist", () => {
    expect(columnMappingShape.safeParse({ url: "a", colour: "b" }).success).toBe(false);
  });
});
