import type { BrowserContext, Page } from "@playwright/test";
import { openDatabase } from "@/db/client";
import type { AppServer } from "@/tests/support/app-server";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";
import { startOwnServer } from "./support/world";

const ADA = { name: "Ada Lovelace", email: "ada@example.org", password: "a phrase that only Ada knows" };
const GRACE = { name: "Grace Hopper", email: "grace@example.org", password: "a phrase that only Grace knows" };

/** One installation from its first start on; each journey goes on where the one before ended. */
test.describe.serial("people", () => {
  let server: AppServer & { databaseUrl: string };
  let ada: BrowserContext;
  let grace: BrowserContext;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    server = await startOwnServer();
    ada = await browser.newContext({ baseURL: server.origin });
    grace = await browser.newContext({ baseURL: server.origin });
    page = await ada.newPage();
  });
  test.afterAll(async () => {
    await ada?.close();
    await grace?.close();
    await server?.stop();
  });

  const fillClaim = async (on: Page, person: typeof ADA) => {
    await on.getByLabel("Your name").fill(person.name);
    await on.getByLabel("Password", { exact: true }).fill(person.password);
  };
  const signIn = async (on: Page, person: Pick<typeof ADA, "email" | "password">) => {
    await on.getByLabel("E-mail address").fill(person.email);
    await on.getByLabel("Password", { exact: true }).fill(person.password);
    await on.getByRole("button", { name: "Sign in" }).click();
  };

  test("first run: the page says where the link is, the link makes the administrator, Trends opens", async () => {
    await page.goto("/");
    await expect(page.getByText("Nobody has an account here yet")).toBeVisible();
    await page.goto(server.setupUrl ?? "");
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await expect(page.getByText("Say how colleagues should see your name.")).toBeVisible();
    await fillClaim(page, ADA);
    await page.getByLabel("E-mail address").fill(ADA.email);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await expect(page).toHaveURL(/\/w\/main\/trends/);
    await expect(page.getByRole("button", { name: ADA.name })).toBeVisible();

    const stranger = await (await grace.newPage()).goto(server.setupUrl ?? "");
    expect(await stranger?.text()).toContain("has been used, has expired or was withdrawn");
  });

  test("a second person comes by a link, and the members page says so", async () => {
    await page.goto("/w/main/settings/members");
    await page.getByRole("textbox", { name: "E-mail address" }).fill(GRACE.email);
    await page.getByRole("combobox", { name: "Role", exact: true }).selectOption("viewer");
    await page.getByRole("button", { name: "Make invitation link" }).click();
    const link = await page.getByLabel("One-time link").inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("rowheader", { name: GRACE.email })).toBeVisible();

    const hers = await grace.newPage();
    await hers.goto(link);
    await expect(hers.getByRole("heading", { name: "Join Main" })).toBeVisible();
    await fillClaim(hers, GRACE);
    await hers.getByRole("button", { name: "Create the account and join" }).click();
    await expect(hers).toHaveURL(/\/w\/main\/trends/);
    await hers.goto("/w/main/settings");
    await expect(hers.getByText("Administrators change these")).toBeVisible();
    await expect(hers.getByRole("button", { name: "Save" })).toHaveCount(0);
    await hers.goto("/w/main/settings/audit");
    await expect(hers.getByText("The audit trail is for administrators")).toBeVisible();
    await hers.goto(link);
    await expect(hers.getByText("has been used, has expired or was withdrawn")).toBeVisible();

    await page.reload();
    await expect(page.getByRole("rowheader", { name: GRACE.name })).toBeVisible();
    expect(await findFaults(page)).toEqual([]);
  });

  test("a new role ends the other's session, with undo, and the trail can be searched", async () => {
    await page.getByRole("combobox", { name: `Role of ${GRACE.name}` }).selectOption("analyst");
    await expect(page.getByText(`${GRACE.name} is analyst now.`)).toBeVisible();
    const hers = await grace.newPage();
    await hers.goto("/w/main/trends?unit=stories");
    await expect(hers).toHaveURL("/sign-in?to=%2Fw%2Fmain%2Ftrends%3Funit%3Dstories");
    await signIn(hers, { ...GRACE, password: "not the right phrase" });
    await expect(hers.getByText("E-mail address or password is not right.")).toBeVisible();
    await expect(hers.getByLabel("E-mail address")).toHaveValue(GRACE.email);
    await signIn(hers, GRACE);
    await expect(hers).toHaveURL(/\/w\/main\/trends\?unit=stories/);

    await page.goto("/w/main/settings/audit");
    await page.getByRole("searchbox", { name: "Search the audit trail" }).fill("role");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\?q=role/);
    await expect(page.getByRole("rowheader", { name: `${ADA.name} changed a role` })).toBeVisible();
    await expect(page.getByText("created the workspace")).toHaveCount(0);
  });

  test("settings are saved, and the time zone changes over", async () => {
    await page.goto("/w/main/settings");
    await page.getByLabel("Name", { exact: true }).fill("Press desk");
    await page.getByLabel("Time zone").fill("Nowhere/Here");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("There is no such time zone")).toBeVisible();
    await page.getByLabel("Time zone").fill("Europe/Berlin");
    await page.getByLabel("Weeks begin on").selectOption("Sunday");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The settings are saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Press desk" })).toBeVisible();
    await expect(page.getByText("Until the days are cut anew")).toBeHidden();
    await page.reload();
    await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
    await expect(page.getByLabel("Weeks begin on")).toHaveValue("7");
    expect(await findFaults(page)).toEqual([]);
  });

  test("a session that ends under a form is taken up again without leaving it", async () => {
    await page.goto("/w/main/settings");
    await page.getByLabel("Name", { exact: true }).fill("Policy desk");
    const database = openDatabase(server.databaseUrl, { max: 1 });
    await database.client`update sessions set revoked_at = now() where user_id = (select id from users where email = ${ADA.email})`;
    await database.close();
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await expect(dialog.getByLabel("E-mail address")).toHaveValue(ADA.email);
    await dialog.getByLabel("Password", { exact: true }).fill(ADA.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Policy desk");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The settings are saved.")).toBeVisible();
  });

  test("a changed password ends the other sessions, and signing out ends this one", async () => {
    const hers = await grace.newPage();
    await hers.goto("/account");
    const elsewhere = await hers.context().browser()!.newContext({ baseURL: server.origin });
    const phone = await elsewhere.newPage();
    await phone.goto("/sign-in?to=/account");
    await signIn(phone, GRACE);
    await expect(phone.getByRole("heading", { name: "Where you are signed in" })).toBeVisible();

    await hers.getByLabel("Password now").fill("wrong phrase");
    await hers.getByLabel("New password").fill("another phrase of hers");
    await hers.getByRole("button", { name: "Change password" }).click();
    await expect(hers.getByText("This is not the password you use now.")).toBeVisible();
    await hers.getByLabel("Password now").fill(GRACE.password);
    await hers.getByRole("button", { name: "Change password" }).click();
    await expect(hers.getByText("The password is changed.")).toBeVisible();
    expect(await findFaults(hers)).toEqual([]);
    await phone.reload();
    await expect(phone).toHaveURL(/\/sign-in/);
    await elsewhere.close();

    const cookies = await grace.cookies();
    await hers.getByRole("button", { name: "Sign out" }).click();
    await expect(hers).toHaveURL(/\/sign-in/);
    await grace.addCookies(cookies);
    await hers.goto("/w/main/trends");
    await expect(hers).toHaveURL(/\/sign-in/);
  });

  test("a forgotten password is set anew by an administrator's link", async () => {
    await page.goto("/w/main/settings/members");
    await page.getByRole("button", { name: `More for ${GRACE.name}` }).click();
    await page.getByRole("menuitem", { name: "Make a reset link" }).click();
    const link = await page.getByLabel("One-time link").inputValue();
    const hers = await grace.newPage();
    await hers.goto(link);
    await hers.getByLabel("New password").fill("the third phrase of hers");
    await hers.getByRole("button", { name: "Set the password" }).click();
    await expect(hers).toHaveURL(/\/w\/main\/trends/);
  });

  test("a removed member is out at once, and can be taken back", async () => {
    await page.goto("/w/main/settings/members");
    await page.getByRole("button", { name: `More for ${GRACE.name}` }).click();
    await page.getByRole("menuitem", { name: "Remove from the workspace" }).click();
    // A message that is pointed at stays.
    await page.getByText(`${GRACE.name} is no member any more.`).hover();
    const hers = await grace.newPage();
    await hers.goto("/w/main/trends");
    await expect(hers).toHaveURL(/\/sign-in/);
    await signIn(hers, { ...GRACE, password: "the third phrase of hers" });
    await expect(hers.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await hers.goto("/");
    await expect(hers.getByRole("heading", { name: "You are in no workspace" })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("rowheader", { name: GRACE.name })).toBeVisible();
    await hers.goto("/");
    await expect(hers).toHaveURL(/\/w\/main\/trends/);
  });

  test("forged headers buy no more guesses, and the last workspace can be deleted and begun anew", async ({ playwright }) => {
    await page.goto("/w/main/settings");
    const field = page.getByLabel("Type the workspace's name, Policy desk, to go on");
    await field.fill("Policy");
    await expect(page.getByRole("button", { name: "Delete the workspace" })).toBeDisabled();
    await field.fill("Policy desk");
    await page.getByRole("button", { name: "Delete the workspace" }).click();
    await expect(page.getByRole("heading", { name: "You are in no workspace" })).toBeVisible();
    // Opened by hand, the page is awake when it is clicked.
    await page.reload();
    await page.getByRole("button", { name: "Start a new workspace" }).click();
    await expect(page).toHaveURL(/\/w\/main\/trends/);

    const guesser = await playwright.request.newContext({ baseURL: server.origin });
    const { csrfToken } = (await (await guesser.get("/api/auth/csrf")).json()) as { csrfToken: string };
    const answers: string[] = [];
    for (let guess = 0; guess < 30; guess += 1) {
      const headers = { "x-forwarded-for": `203.0.113.${guess}`, "x-themeline-peer": `198.51.100.${guess}`, forwarded: `for=192.0.2.${guess}` };
      answers.push(await (await guesser.post("/api/auth/callback/credentials", { headers, form: { csrfToken, json: "true", email: ADA.email, password: `guess ${guess}` } })).text());
    }
    expect(answers.filter((answer) => answer.includes("not%20right")).length).toBeLessThanOrEqual(20);
    expect(answers.at(-1)).toContain("Too%20many%20attempts");
    await guesser.dispose();
  });
});
