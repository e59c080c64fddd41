import { expect, test } from "vitest";
import { tellApart } from "@/server/core/outlets/tell-apart";

test("only outlets of the same name carry their domain", () => {
  const names = tellApart([
    { name: "BBC", domain: "bbc.co.uk" },
    { name: "BBC", domain: "bbc.com" },
    { name: "Ledger", domain: "ledger.example" },
    { name: "msnbc.com", domain: "msnbc.com" },
    { name: "msnbc.com", domain: null },
  ]).map(({ name }) => name);
  expect(names).toEqual(["BBC (bbc.co.uk)", "BBC (bbc.com)", "Ledger", "msnbc.com", "msnbc.com (known by its name)"]);
});
