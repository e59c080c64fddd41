import { readFile } from "node:fs/promises";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "imports" });

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const rows = Array.from({ length: 30 }, (_, i) => `x${i};Meldung Nummer ${i};${String(1 + i).padStart(2, "0")}/05/2024;https://imported.example/${i};Text ${i}`);
const german = csv("Presseauswertung.csv", `Presseauswertung Mai 2024;;;;\nlaufende Nummer;Überschrift der Veröffentlichung;Erscheinungsdatum der Veröffentlichung;Fundstelle im Internet;Volltext\n${rows.join("\n")}\nx99;Unmöglich;31/02/2024;https://imported.example/x;x\n`);

test("a file is looked through, mapped by hand, previewed, imported, its refused rows are told, and it is undone", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/imports`);
  await page.getByLabel("File with articles").setInputFiles(german);
  await expect(page.getByText("ready to review")).toBeVisible();
  await expect(page.getByText("Text table cut at semicolons, UTF-8; row 2 names the columns, and what stands above it is passed over; 31 rows.")).toBeVisible();
  await expect(page.getByLabel("Published")).toHaveValue("Erscheinungsdatum der Veröffentlichung");
  await expect(page.getByLabel("Headline")).toHaveValue("Überschrift der Veröffentlichung");
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue("Fundstelle im Internet");
  await page.getByLabel("Author").selectOption("laufende Nummer");
  await expect(page.getByText(/Dates have the day first: \d+ of 31 exist only so/)).toBeVisible();
  const preview = page.getByRole("table", { name: "What the first rows become" });
  await expect(preview.getByRole("row", { name: /new Meldung Nummer 0 imported\.example 1 May 2024/ })).toBeVisible();
  expect(await findFaults(page)).toEqual([]);

  await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("laufende Nummer")));
  await page.reload();
  await expect(page.getByLabel("Author")).toHaveValue("laufende Nummer");
  await page.getByRole("button", { name: "Check all rows" }).click();
  await expect(page.getByText("30 of 31 rows can be taken in, 1 would be refused.")).toBeVisible();
  await expect(page.getByText(/first in row 31: .*2024-02-31 does not exist/)).toBeVisible();

  await page.getByRole("button", { name: "Import 31 rows" }).dblclick();
  await expect(page.getByText("done", { exact: true })).toBeVisible();
  await expect(page.getByText("30 + 0 + 1")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /as CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Presseauswertung (refused rows).csv");
  expect(await readFile(await file.path(), "utf8")).toContain(",x99,Unmöglich,31/02/2024,https://imported.example/x,x,");
  expect(await findFaults(page)).toEqual([]);

  await page.goto(`/w/${desk.slug}/articles?from=2024-05-01&to=2024-05-31`);
  await expect(page.getByRole("heading", { level: 1, name: "30 articles" })).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await page.goBack();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("undone", { exact: true })).toBeVisible();
  await expect(page.getByText("30 articles are removed for good in a moment")).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "30 articles will be removed for good" }).getByRole("button", { name: "Bring back" }).click();
  await expect(page.getByText("done", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("undone", { exact: true })).toBeVisible();
  await expect(page.getByText("30 articles removed for good", { exact: true })).toBeVisible();
  await page.goto(`/w/${desk.slug}/articles?from=2024-05-01&to=2024-05-31`);
  await expect(page.getByText("Nothing passes this filter")).toBeVisible();

  await page.goto(`/w/${desk.slug}/imports`);
  await page.getByLabel("File with articles").setInputFiles({ ...german, name: "Juni.csv" });
  await expect(page.getByText("Read like the last file with these columns.")).toBeVisible();
  await expect(page.getByLabel("Author")).toHaveValue("laufende Nummer");
});

test("several files at once each get an import; a list of feeds and a wrong file say what they are", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/imports`);
  await page.getByLabel("File with articles").setInputFiles([
    csv("sources.opml", '<opml><body><outline text="One" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'),
    csv("picture.csv", "\u0089PNG\r\n\u001a\n\u0000\u0000"),
    csv("Заметки.csv", "Заголовок;Дата;Издание\nПеремирие обсуждают;05/12/2024;Вестник\n"),
  ]);
  for (const name of ["sources.opml", "picture.csv", "Заметки.csv"]) await expect(page.getByRole("link", { name })).toBeVisible();
  await page.getByRole("link", { name: "Заметки.csv" }).click();
  await expect(page.getByText("How are the dates meant?")).toBeVisible();
  await page.getByLabel("Dates are read").selectOption("day-first");
  await expect(page.getByRole("row", { name: /new Перемирие обсуждают Вестник 5 Dec 2024/ })).toBeVisible();
  await page.goto(`/w/${desk.slug}/imports`);
  await page.getByRole("link", { name: "sources.opml" }).click();
  await page.getByRole("button", { name: "Add 1 feed" }).click();
  await expect(page.getByText("done", { exact: true })).toBeVisible();
  await expect(page.getByText("now collected")).toBeVisible();
});
