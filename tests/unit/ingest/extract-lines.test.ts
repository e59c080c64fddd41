import { describe, expect, it } from "vitest";
import { isDateOrBylineLine, isFurnitureLine, opensAfterArticle } from "@/server/ingest/extract/boilerplate-lines";
import { cleanName } from "@/server/ingest/extract/read-byline";
import { withoutSiteName } from "@/server/ingest/extract/read-title";

describe("lines that open what follows an article", () => {
  it.each(["Related articles", "More from Politics", "Ähnliche Beiträge", "Das könnte Sie auch interessieren", "Articles liés", "Contenido relacionado", "Leggi anche", "Czytaj też", "Читайте також:", "Tags:", "3 Comments", "Lees ook"])("%s", (line) => expect(opensAfterArticle(line)).toBe(true));
  it.each(["What happens next", "Related parties met on Tuesday to discuss the plan that nobody wants.", "Die Themen des Abends waren schnell erzählt.", "Comments by the minister were met with silence"])("not: %s", (line) => expect(opensAfterArticle(line)).toBe(false));
});

describe("lines of the page, not of the text", () => {
  it.each(["Advertisement", "Read more: How the freeze began", "Lesen Sie auch: Wie alles begann", "Photo: Harbour Press", "© 2024 The Harbour Courier", "Sign up for our newsletter to get the news every morning", "Follow us on Twitter", "Zaloguj się, aby komentować", "Источник: агентство", "5 min read", "Ministers in the hall | AFP / Getty"])("%s", (line) => expect(isFurnitureLine(line)).toBe(true));
  it.each(["The advertisement cost them the election, he said.", "More than 200 people came.", "Reuters reported on Tuesday that the talks had failed.", "Quellen im Ministerium sprechen von einem Durchbruch, der schon in der kommenden Woche verkündet werden könnte."])("not: %s", (line) => expect(isFurnitureLine(line)).toBe(false));
});

describe("lines that tell who and when", () => {
  it.each(["By Ada Penrose", "Von Jutta Ellinghaus", "7 March 2024", "Published 12 May 2023, 09:30", "11.12.2019 - Amelie Gruber"])("%s", (line) => expect(isDateOrBylineLine(line)).toBe(true));
  it.each(["By the time they arrived, the hall was empty.", "On 7 March 2024 the council met behind closed doors for the first time."])("not: %s", (line) => expect(isDateOrBylineLine(line)).toBe(false));
});

describe("names", () => {
  it.each([
    ["By Ada Penrose", "Ada Penrose"],
    ["Von: Jutta Ellinghaus", "Jutta Ellinghaus"],
    ["Alle Beiträge von Jutta Ellinghaus", "Jutta Ellinghaus"],
    ["Ada Penrose, CNN", "Ada Penrose"],
    ["ada.penrose@paper.example Ada Penrose", "Ada Penrose"],
    ["Ada Penrose | 7 March 2024", "Ada Penrose"],
    ["Redacci&oacute;n", "Redacción"],
    ["freeman1984", "freeman1984"],
  ])("%s", (raw, expected) => expect(cleanName(raw)).toBe(expected));
  it.each(["https://paper.example/ada", "admin", "Posted on", "2024-03-07", "", "—", "View all posts"])("no name: %j", (raw) => expect(cleanName(raw)).toBeNull());
});

describe("titles without the site", () => {
  it.each([
    ["Bridge closed | The Harbour Courier", "The Harbour Courier", "Bridge closed"],
    ["The Harbour Courier - Bridge closed until spring", "The Harbour Courier", "Bridge closed until spring"],
    ["Bridge closed until spring – Notes", null, "Bridge closed until spring"],
    ["Bridge-building for beginners", "Notes", "Bridge-building for beginners"],
  ])("%s", (title, site, expected) => expect(withoutSiteName(title, site)).toBe(expected));
});
