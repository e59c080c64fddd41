import { describe, expect, it } from "vitest";
import { completeMapping } from "@/server/core/imports/complete-mapping";

describe("a mapping by names", () => {
  it.each([
    ["the one column of addresses and the one of dates", ["Fundstelle", "Vom", "Nr"], [["https://a.example/1", "5.12.2024", "1"], ["https://a.example/2", "6. Dezember 2024", "2"], ["", "", "3"]], { url: "Fundstelle", publishedAt: "Vom" }],
    ["no address where two columns hold them", ["A", "B"], [["https://a.example/1", "https://b.example/1"]], {}],
    ["no date where two columns hold them", ["A", "B"], [["2024-12-05", "2024-12-06"]], {}],
    ["numbers are no dates", ["Zeichen", "Jahr"], [["45631", "2024"], ["12345", "2023"]], {}],
    ["names that begin with a known word", ["Überschrift der Meldung", "Autor (falls bekannt)", "Titelbild"], [["T", "A", "x.png"]], { title: "Überschrift der Meldung", author: "Autor (falls bekannt)" }],
    ["the day of something else by its name", ["Datum des Abrufs"], [["unbekannt"]], {}],
  ])("is completed: %s", (_name, columns, samples, expected) => {
    expect(completeMapping({}, columns, samples)).toEqual(expected);
  });

  it("is never changed, and no column serves twice", () => {
    expect(completeMapping({ title: "Link" }, ["Link", "Other"], [["https://a.example/1", "https://a.example/2"]])).toEqual({ title: "Link", url: "Other" });
  });
});
