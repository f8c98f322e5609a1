import type { Page } from "@playwright/test";
import { at, expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";
import { invitationToken, Visitor } from "./visitor.ts";

const PAGE = "/settings/api-keys";
const PASSWORD = "correct horse battery";
const OPERATOR = { authorization: "Bearer operator-token-for-tests" };
const NEW_KEY = { name: "raw", role: "viewer", expires_in_days: "30" };
const SECRET = /cai_[\w-]{20,}/;

test("over plain HTTP an action lets in whom its route would, and nobody from another page", async ({
  baseURL,
}) => {
  const port = Number(new URL(baseURL ?? "").port);
  const [home, sibling] = [await organisation(port), await organisation(port)];
  const { admin } = home;
  const ids = await actionIds(admin);
  const asked = async (who: Visitor, headers: Record<string, string> = {}, fields = NEW_KEY) =>
    answerOf(await post(who, ids.create, fields, headers));
  const keys = async () => JSON.parse((await admin.send("GET", "/api/api-keys")).text).items.length;

  expect(await asked(admin)).toMatchObject({ ok: true, data: { api_key: expect.stringMatching(SECRET) } });
  expect(await asked(admin, { "x-tenant-id": sibling.slug })).toMatchObject({ ok: true });
  const before = await keys();

  await test.step("origins", async () => {
    expect(await asked(admin, { origin: "" })).toMatchObject({ problem: { code: "origin_refused" } });
    expect(await asked(admin, { origin: `https://${admin.host}` })).toMatchObject({
      problem: { code: "origin_refused" },
    });
    for (const origin of ["null", "http://evil.example", sibling.admin.origin, `http://localhost:${port}`])
      for (const forwarded of ["", origin.replace(/^\w+:\/\//, "")]) {
        const headers = { origin, "x-forwarded-host": forwarded };
        const answer = await post(admin, ids.create, NEW_KEY, headers);
        expect(answer.status, origin).toBe(500);
        expect(answer.text).not.toMatch(SECRET);
        const form = await admin.send("POST", PAGE, {
          body: await formOf(admin, NEW_KEY),
          headers,
        });
        expect(form.status, origin).toBe(500);
        expect(form.text).not.toMatch(SECRET);
      }
    const none = await admin.send("POST", PAGE, {
      body: await formOf(admin, NEW_KEY),
      headers: { origin: "" },
    });
    expect(none.text).toContain("did not come from a page of this address");
  });

  await test.step("people", async () => {
    const nobody = new Visitor(port, home.slug);
    expect(await asked(nobody)).toMatchObject({ problem: { status: 401, code: "unauthenticated" } });
    const form = await nobody.send("POST", PAGE, { body: await formOf(admin, NEW_KEY) });
    expect(form).toMatchObject({ status: 307, headers: { location: expect.stringMatching(/^\/sign-in/) } });
    for (const role of ["viewer", "editor"])
      expect(await asked(await member(home, role)), role).toMatchObject({
        problem: { status: 403, code: "role_required" },
      });
    expect(await asked(nobody, { cookie: sibling.admin.cookie() })).toMatchObject({
      problem: { status: 404, code: "tenant_not_found" },
    });
    expect(
      await asked(nobody, { cookie: sibling.admin.cookie(), "x-tenant-id": sibling.slug }),
    ).toMatchObject({ problem: { status: 404, code: "tenant_not_found" } });
  });

  await test.step("other organisations' things", async () => {
    const [theirs] = JSON.parse((await sibling.admin.send("GET", "/api/api-keys")).text).items;
    const answer = answerOf(await post(admin, ids.revoke, { id: theirs.id }));
    expect(answer).toMatchObject({ problem: { status: 404, code: "api_key_not_found" } });
    expect((await sibling.admin.send("GET", "/api/api-keys")).text).toContain(theirs.id);
  });

  expect(await keys()).toBe(before);

  await test.step("headers of the page that answers a form", async () => {
    const { status, headers, text } = await admin.send("POST", PAGE, {
      body: await formOf(admin, NEW_KEY),
    });
    expect(status).toBe(200);
    expect(text).toMatch(SECRET);
    const scripts = /script-src ([^;]*)/.exec(String(headers["content-security-policy"]))?.[1];
    expect(scripts).toMatch(/'nonce-[\w+/=]+'/);
    expect(scripts).not.toContain("unsafe-inline");
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["set-cookie"]).toBeUndefined();
  });

  await test.step("suspended", async () => {
    await admin.send("PATCH", `/api/admin/tenants/${home.slug}`, {
      body: { suspended: true },
      headers: OPERATOR,
    });
    expect(await asked(admin)).toMatchObject({ problem: { status: 403, code: "tenant_suspended" } });
  });
});

test("API keys work before a script has loaded, and a forgotten password without any", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("plain");
  const { email } = await signUp(page, baseURL, slug);
  const early = await browser.newContext({ storageState: await page.context().storageState() });
  await early.route("**/_next/static/**/*.js", (route) => route.abort());
  const plain = await early.newPage();
  await plain.goto(`${at(baseURL, slug)}${PAGE}`);
  const secret = await createKey(plain, "No scripts");
  const port = Number(new URL(baseURL ?? "").port);
  const program = new Visitor(port, slug);
  const status = async () =>
    (await program.send("GET", "/api/files", { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await status()).toBe(200);
  await plain.getByRole("link", { name: "I have kept it" }).click();
  await revokeKey(plain, "No scripts");
  await expect(plain.getByRole("rowheader", { name: "No scripts" })).toHaveCount(0);
  expect(await status()).toBe(401);

  await early.close();

  const without = await browser.newContext({ javaScriptEnabled: false });
  const signedOut = await without.newPage();
  await signedOut.goto(`${at(baseURL, slug)}/forgot-password`);
  await signedOut.getByLabel("E-mail").fill(email);
  await signedOut.getByRole("button", { name: "Send the link" }).click();
  await expect(signedOut.getByText(`If ${email} belongs to a member here`)).toBeVisible();
  await without.close();
});

test("API keys with scripts: made, shown once, revoked in place; a lost connection is said", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("keys");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}${PAGE}`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel("Name").fill("Offline");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("Check your connection and try again")).toBeVisible();
  await page.context().setOffline(false);
  const secret = await createKey(page, "Nightly import");
  await expect(page.getByRole("rowheader", { name: "Nightly import" })).toBeVisible();
  await page.getByRole("link", { name: "I have kept it" }).click();
  // By role: while a loaded page streams in, React keeps what is still to be placed in a hidden element.
  await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  const row = page.getByRole("row", { name: "Nightly import" });
  await row.locator("summary").click();
  await row.getByLabel("Call it").fill("Weekly import");
  await row.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("rowheader", { name: "Weekly import" })).toBeVisible();
  await page.reload();
  await revokeKey(page, "Weekly import");
  await expect(page.getByRole("rowheader", { name: "Weekly import" })).toHaveCount(0);
});

async function createKey(page: Page, name: string): Promise<string> {
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("it is shown only once")).toBeVisible();
  return (await page.locator("main code", { hasText: SECRET }).textContent()) ?? "";
}

async function revokeKey(page: Page, name: string) {
  const row = page.getByRole("row", { name });
  await row.locator("summary").click();
  await row.getByRole("button", { name: "Revoke key" }).click();
}

interface Organisation {
  slug: string;
  admin: Visitor;
  port: number;
}

async function organisation(port: number): Promise<Organisation> {
  const slug = uniqueSlug("act");
  const email = `${slug}@example.test`;
  await new Visitor(port, null).send("POST", "/api/admin/tenants", {
    body: { name: slug, slug, admin_email: email, admin_password: PASSWORD, plan: "pro" },
    headers: OPERATOR,
  });
  const admin = new Visitor(port, slug);
  expect(await admin.signIn(email, PASSWORD)).toBeNull();
  return { slug, admin, port };
}

/** Somebody who was invited, signed in. */
async function member({ slug, admin, port }: Organisation, role: string): Promise<Visitor> {
  const email = `${role}-${slug}@example.test`;
  await admin.send("POST", "/api/invitations", { body: { email, role } });
  const token = await invitationToken(port, email);
  const visitor = new Visitor(port, slug);
  await visitor.send("POST", "/api/invitations/accept", { body: { token, name: role, password: PASSWORD } });
  expect(await visitor.signIn(email, PASSWORD)).toBeNull();
  return visitor;
}

/** What the forms of the page name as their actions. */
async function actionIds(visitor: Visitor): Promise<{ create: string; revoke: string }> {
  const all = await forms(visitor);
  // The first form makes a key; the last one revokes the last key of the list.
  const [create = "", revoke = ""] = [all[0], all.at(-1)].map(
    (form) => /"id":"([0-9a-f]+)"/.exec(JSON.stringify(form).replaceAll('\\"', '"'))?.[1] ?? "",
  );
  expect([create, revoke]).toEqual([expect.stringMatching(/^\w{20,}$/), expect.stringMatching(/^\w{20,}$/)]);
  return { create, revoke };
}

/** The first form of the page as a browser without scripts would send it. */
async function formOf(visitor: Visitor, fields: Record<string, string>): Promise<FormData> {
  const form = new FormData();
  const [hidden = []] = await forms(visitor);
  for (const [name, value] of [...hidden, ...Object.entries(fields)]) form.set(name, value);
  return form;
}

/** The hidden fields of each form that an action receives. */
async function forms(visitor: Visitor): Promise<[string, string][][]> {
  const { text } = await visitor.send("GET", PAGE);
  const plain = (escaped = "") => escaped.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return [...text.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([form]) =>
      [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(
        ([, name, value]): [string, string] => [plain(name), plain(value)],
      ),
    )
    .filter((fields) => fields.some(([name]) => name.startsWith("$ACTION")));
}

/** Calls an action as a page's scripts do. */
function post(
  visitor: Visitor,
  id: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(`_1_${name}`, value);
  body.set("0", '[null,"$K1"]');
  return visitor.send("POST", PAGE, {
    body,
    headers: { "next-action": id, accept: "text/x-component", ...headers },
  });
}

/** The action's own answer in the stream of the page. */
function answerOf({ text }: { text: string }): unknown {
  const line = text.split("\n").find((part) => /^\w+:\{"ok":/.test(part));
  return line ? JSON.parse(line.slice(line.indexOf(":") + 1)) : { nothing: text.slice(0, 300) };
}
