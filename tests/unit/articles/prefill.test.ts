import { describe, expect, it } from "vitest";
import { printPrefill, readPrefill } from "@/server/core/articles/prefill";

const read = (query: string) => readPrefill(new URLSearchParams(query));

describe("what another page hands over", () => {
  it("is nothing when it says nothing", () => {
    expect(read("")).toBeNull();
    expect(read("url=&title=%20&other=1")).toBeNull();
  });

  it.each([
    ["an address of its own", "url=https://a.example/1&title=Loan", { url: "https://a.example/1", title: "Loan", text: "" }],
    ["an address as the whole text", "title=Loan&text=https://a.example/1", { url: "https://a.example/1", title: "Loan", text: "" }],
    ["an address under the text", "text=Ministers weigh a loan%0Ahttps://a.example/1", { url: "https://a.example/1", title: "", text: "Ministers weigh a loan" }],
    ["an address above the text", "text=https://a.example/1%0A%0AMinisters weigh a loan", { url: "https://a.example/1", title: "", text: "Ministers weigh a loan" }],
    ["an address in the title", "title=https://a.example/1", { url: "https://a.example/1", title: "", text: "" }],
    ["no address, though a word has a dot", "text=example.org", { url: "", title: "", text: "example.org" }],
    ["an address with a text that names another", "url=https://a.example/1&text=https://b.example/2", { url: "https://a.example/1", title: "", text: "https://b.example/2" }],
  ])("is %s", (_, query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  it("survives the way through an address", () => {
    const given = { url: "https://a.example/?x=1&y=2#z", title: "“Позика” & more", text: "One.\n\nTwo + three = 5 %" };
    expect(readPrefill(new URLSearchParams(printPrefill(given)))).toEqual(given);
  });
});
