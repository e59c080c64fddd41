import { describe, expect, it } from "vitest";
import { joinWords } from "@/server/core/text/join-words";
import { tokenise } from "@/server/core/text/tokenise";

describe("words side by side", () => {
  it.each(["制裁", "frozen assets", "ไทย", "nato 制裁 ロシア 10.6", "عقوبات روسيا"])("%s is written as it was", (text) => {
    expect(joinWords(tokenise(text).words)).toBe(text.replace("制裁 ロシア", "制裁ロシア"));
  });
});
