import { describe, expect, it } from "vitest";
import { parseFeedDate } from "@/server/ingest/feeds/feed-date";

describe("dates of feeds", () => {
  it.each([
    ["Tue, 03 Jun 2003 09:39:21 GMT", "2003-06-03T09:39:21Z"],
    ["Wed, 26 Dec 2018 10:00:54 PST", "2018-12-26T10:00:54-08:00"],
    ["Thu, 01 Jan 04 19:48 -0530", "2004-01-01T19:48:00-05:30"],
    ["Thu Aug 30 2012 17:26:16 GMT+0200 (CEST)", "2012-08-30T17:26:16+02:00"],
    ["Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T01:16:00Z"],
    ["Mon, 16th Nov 2020 13:16:28 GMT", "2020-11-16T13:16:28Z"],
    ["Mon, November 16, 2020, 11:12 PM EST", "2020-11-16T23:12:00-05:00"],
    ["Jan. 4, 2016, 12:37 a.m.", "2016-01-04T00:37:00Z"],
    ["jeu., 02 avril 2020 00:00:00 +0200", "2020-04-02T00:00:00+02:00"],
    ["3 июня 2025, 10:15 +0300", "2025-06-03T10:15:00+03:00"],
    ["Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-03-31T20:19:00-07:00"],
    ["2003-12-31T10:14:55.1234-08:00", "2003-12-31T10:14:55.123-08:00"],
    ["2018-10-23 04:07:42 +00:00", "2018-10-23T04:07:42Z"],
    ["2004-07-08 23:56:58", "2004-07-08T23:56:58Z"],
    ["1520932969", "2018-03-13T09:22:49.000Z"],
    ["2025-06-03", "2025-06-03"],
    ["5 August, 2019", "2019-08-05"],
    ["Fri, 26/06/2020", "2020-06-26"],
    ["Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T08:51:49+01:00"],
  ])("%s", (written, expected) => {
    expect(parseFeedDate(written)).toBe(expected);
  });

  it.each([
    ["an unreadable zone leaves the day", "Sun, 16 Dec 2012 11:47:32 Moonbase", "2012-12-16"],
    ["an impossible time leaves the day", "2003-12-31T25:14:55Z", "2003-12-31"],
    ["a day and month that could be swapped", "04/11/2020 10:00", null],
    ["a day that does not exist", "Sun, 30 Feb 2020 10:00:00 GMT", null],
    ["a month alone", "Nov. 2020", null],
    ["a placeholder", "0001-01-01T00:00:00Z", null],
    ["words", "Tomorrow at 10:00", null],
    ["nothing", " ", null],
    ["far too much", "1".repeat(1_000_000), null],
  ])("%s", (_, written, expected) => {
    expect(parseFeedDate(written)).toBe(expected);
  });
});
