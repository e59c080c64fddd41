import { describe, expect, it } from "vitest";
import { parseAddressDate, parseDateText, parseMachineDate } from "@/server/ingest/extract/parse-date-text";

const dayFirst = { monthFirst: false };

describe("visible date lines", () => {
  it.each([
    ["7 March 2024", "2024-03-07"],
    ["March 7th, 2024", "2024-03-07"],
    ["Thursday, Mar. 7, 2024", "2024-03-07"],
    ["Donnerstag, 7. März 2024", "2024-03-07"],
    ["07.03.2024", "2024-03-07"],
    ["7.3.24", "2024-03-07"],
    ["Jänner 2, 2020 – 2. Jänner 2020", "2020-01-02"],
    ["le 1er août 2019", "2019-08-01"],
    ["7 de marzo de 2024", "2024-03-07"],
    ["segunda-feira, 22 de janeiro de 2018", "2018-01-22"],
    ["7 dicembre 2021", "2021-12-07"],
    ["9 listopada 2022", "2022-11-09"],
    ["12 травня 2023", "2023-05-12"],
    ["12 мая 2023 года", "2023-05-12"],
    ["3 mei 2020", "2020-05-03"],
    ["2020年2月19日", "2020-02-19"],
    ["2020/02/19", "2020-02-19"],
  ])("%s", (text, expected) => expect(parseDateText(text, dayFirst)).toEqual({ value: expected, precision: "day" }));

  it.each([
    ["3. März 2021 um 14:05 Uhr", "2021-03-03T14:05:00"],
    ["Nov 8, 2023, 9:11 PM", "2023-11-08T21:11:00"],
    ["12:00 on 8 Nov 2023 at 12:30 a.m.", "2023-11-08T00:30:00"],
    ["13 Jan 2020, 22:11 GMT+10", "2020-01-13T22:11:00+10:00"],
    ["2020-01-13 22:11:09 +0200", "2020-01-13T22:11:09+02:00"],
  ])("%s keeps its time and offset", (text, expected) => expect(parseDateText(text, dayFirst)).toEqual({ value: expected, precision: "time" }));

  it("reads 3/4/2020 as the page's country does, and 13/4/2020 in the only way there is", () => {
    expect(parseDateText("3/4/2020", dayFirst)?.value).toBe("2020-04-03");
    expect(parseDateText("3/4/2020", { monthFirst: true })?.value).toBe("2020-03-04");
    expect(parseDateText("13/4/2020", { monthFirst: true })?.value).toBe("2020-04-13");
    expect(parseDateText("3.4.2020", { monthFirst: true })?.value).toBe("2020-04-03");
  });

  it.each(["", "no digits here", "31 February 2020", "30.2.2020", "call 030 123456", "version 1.2.3", "12 monkeys 2020", "99/99/2020", "in 1887"])("finds none in %j", (text) => expect(parseDateText(text, dayFirst)).toBeNull());
});

describe("dates written for machines", () => {
  it.each([
    ["2024-03-07T18:45:00+01:00", "2024-03-07T18:45:00+01:00", "time"],
    ["2024-03-07T18:45:00.123Z", "2024-03-07T18:45:00.123Z", "time"],
    ["20240307T184500+0100", "2024-03-07T18:45:00+01:00", "time"],
    ["2024-03-07 18:45", "2024-03-07T18:45:00", "time"],
    ["2024-03-07", "2024-03-07", "day"],
    ["1709833500", "2024-03-07T17:45:00.000Z", "time"],
    ["1709833500000", "2024-03-07T17:45:00.000Z", "time"],
    ["Thu, 07 Mar 2024 18:45:00 GMT", "2024-03-07T18:45:00Z", "time"],
  ])("%s", (text, value, precision) => expect(parseMachineDate(text, dayFirst)).toEqual({ value, precision }));

  it.each(["", "today", "2024-13-45", "0000-00-00"])("finds none in %j", (text) => expect(parseMachineDate(text, dayFirst)).toBeNull());
});

describe("dates in addresses", () => {
  it.each([
    ["https://x.example/2020/03/07/title", "2020-03-07"],
    ["https://x.example/news/2020-03-07-title", "2020-03-07"],
    ["https://x.example/a/20200307/1.html", "2020-03-07"],
    ["https://x.example/news/2020/mar/07/title", "2020-03-07"],
    ["https://x.example/presse/~07-03-2020-titel", "2020-03-07"],
  ])("%s", (url, expected) => expect(parseAddressDate(url)?.value).toBe(expected));

  it.each(["https://x.example/2020/03/title", "https://x.example/article-20201", "https://2020-03-07.example/", "no address"])("finds none in %s", (url) => expect(parseAddressDate(url)).toBeNull());
});
