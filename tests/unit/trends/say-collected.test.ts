import { expect, test } from "vitest";
import { sayCollected } from "@/server/core/trends/say-collected";

test("a part of the usual coverage is never rounded to all or to nothing", () => {
  expect(sayCollected(0.66)).toBe("About 66 % of the usual coverage was collected.");
  expect(sayCollected(0.66, 0.851)).toBe("About 66 to 85 % of the usual coverage was collected.");
  expect(sayCollected(0.997)).toBe("Almost all of the usual coverage was collected.");
  expect(sayCollected(0, 0.004)).toBe("Almost nothing of the usual coverage was collected.");
});
