import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels, wrapName } from "@/components/charts/place-labels";

describe("placeLabels", () => {
  it("leaves labels alone that do not collide", () => {
    const wanted = [
      { id: "a", y: 20, height: 10 },
      { id: "b", y: 60, height: 10 },
    ];
    expect(placeLabels(wanted, { top: 0, bottom: 100 }).placed).toEqual([
      { id: "a", y: 20 },
      { id: "b", y: 60 },
    ]);
  });

  it("shares the displacement of a collision equally", () => {
    const wanted = [
      { id: "a", y: 50, height: 10 },
      { id: "b", y: 50, height: 10 },
    ];
    expect(placeLabels(wanted, { top: 0, bottom: 100 }).placed).toEqual([
      { id: "a", y: 45 },
      { id: "b", y: 55 },
    ]);
  });

  it("never lets labels overlap or leave the range, keeps their order, and hides what has no room", () => {
    const label = fc.record({ y: fc.double({ min: -50, max: 450, noNaN: true }), height: fc.integer({ min: 8, max: 40 }) });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (drafts) => {
        const wanted = drafts.map((draft, at) => ({ id: String(at), ...draft }));
        const { placed, hidden } = placeLabels(wanted, { top: 0, bottom: 400 });
        const heightOf = new Map(wanted.map((entry) => [entry.id, entry.height]));
        const wishOf = new Map(wanted.map((entry) => [entry.id, entry.y - entry.height / 2]));
        expect(placed.length + hidden.length).toBe(wanted.length);
        let floor = 0;
        for (const entry of placed) {
          const half = (heightOf.get(entry.id) ?? 0) / 2;
          expect(entry.y - half).toBeGreaterThanOrEqual(floor - 1e-6);
          floor = entry.y + half;
        }
        expect(floor).toBeLessThanOrEqual(400 + 1e-6);
        // A label that moved touches a neighbour or an edge: nothing moves without a reason.
        placed.forEach((entry, at) => {
          const height = heightOf.get(entry.id) ?? 0;
          const top = entry.y - height / 2;
          if (Math.abs(top - (wishOf.get(entry.id) ?? 0)) < 1e-6) return;
          const before = placed[at - 1];
          const after = placed[at + 1];
          const touchesBefore = before ? Math.abs(before.y + (heightOf.get(before.id) ?? 0) / 2 - top) < 1e-6 : top < 1e-6;
          const touchesAfter = after ? Math.abs(after.y - (heightOf.get(after.id) ?? 0) / 2 - (top + height)) < 1e-6 : Math.abs(top + height - 400) < 1e-6;
          expect(touchesBefore || touchesAfter).toBe(true);
        });
      }),
    );
  });
});

describe("wrapName", () => {
  const widthOf = (text: string) => [...text].length;

  it("breaks between words", () => {
    expect(wrapName("effect of sanctions", 10, 2, widthOf)).toEqual(["effect of", "sanctions"]);
  });

  it("cuts a word that is longer than its line, and ends with an ellipsis where the lines are used up", () => {
    expect(wrapName("Donaudampfschifffahrt heute", 10, 2, widthOf)).toEqual(["Donaudamp-", "fschifffa…"]);
  });

  it("never gives a line that is too wide, nor more lines than asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 3 }), (name, maxPx, maxLines) => {
        const lines = wrapName(name, maxPx, maxLines, widthOf);
        expect(lines.length).toBeLessThanOrEqual(maxLines);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(maxPx);
      }),
    );
  });
});
