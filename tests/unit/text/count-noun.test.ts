import { expect, test } from "vitest";
import { countNoun, countOf, nounAfter, unitNoun } from "@/server/core/text/count-noun";

test.each([
  [0, "article", "0 articles"],
  [1, "article", "1 article"],
  [2, "story", "2 stories"],
  [1, "story", "1 story"],
  [1_268, "day", "1,268 days"],
  [3, "address", "3 addresses"],
  [2, "silence", "2 silences"],
])("%i %s reads %s", (count, one, words) => expect(countNoun(count, one)).toBe(words));

test("a part is named after the whole that it is of", () => {
  expect(countOf(1, 1, unitNoun("articles"))).toBe("1 of 1 article");
  expect(countOf(1, 5, unitNoun("stories"))).toBe("1 of 5 stories");
  expect(countOf(0, 1_268, "article")).toBe("0 of 1,268 articles");
  expect(nounAfter(1, unitNoun("stories"))).toBe("story");
});
