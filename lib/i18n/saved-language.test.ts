import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { GET as readFile } from "#app/api/files/[id]/route.ts";
import { PATCH as changeMe } from "#app/api/me/route.ts";
import { GET as listNotices } from "#app/api/notifications/route.ts";
import { POST as createProject } from "#app/api/projects/route.ts";
import { closePools } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { requestLink } from "#lib/auth/request-link.ts";
import { addressed } from "#lib/email/receivers.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { invite } from "#lib/members/invite.ts";
import { notify } from "#lib/notifications/notify.ts";
import type { Locale } from "./locales.ts";
import { inLocale, localeOfHeaders } from "./request-locale.ts";

afterAll(closePools);

let tenant: Fixture;
beforeEach(async () => {
  tenant = await makeFixture();
});

/** As the server in front of the handlers does it: each request begins in the language that its headers ask for. */
const served = (
  handler: RouteHandler,
  method: "GET" | "POST" | "PATCH",
  { headers = {}, ...init }: NonNullable<Parameters<typeof call>[2]> = {},
) =>
  inLocale(localeOfHeaders(headers.cookie, headers["accept-language"]), () =>
    call(handler, method, { host: tenant.host, headers, ...init }),
  );
const session = async (id: string) => Object.fromEntries((await memberCtx(tenant, id)).headers);
const speak = (userId: string, locale: Locale | null) =>
  withSystem((tx) => tx.update(users).set({ locale }).where(eq(users.id, userId)));
const lastMail = (recipient: string) =>
  withSystem(async (tx) => {
    const [mail] = await tx
      .select()
      .from(caughtMails)
      .where(eq(caughtMails.recipient, recipient))
      .orderBy(sql`created_at desc`)
      .limit(1);
    return mail;
  });

it("a saved language is that of problems, rules, notices and mails, whatever the browser asks for", async () => {
  const { editor } = tenant.members;
  const cookie = await session(editor.id);
  const saved = await served(changeMe, "PATCH", { headers: cookie, body: { locale: "de" } });
  expect(saved.status).toBe(200);

  const gone = await served(readFile, "GET", {
    headers: { ...cookie, "accept-language": "en" },
    params: { id: randomUUID() },
  });
  expect(await problemOf(gone)).toMatchObject({
    code: "file_not_found",
    title: "Nicht gefunden",
    detail: "Diese Datei gibt es nicht. Vielleicht wurde sie gelöscht; die Liste zeigt, was da ist.",
  });
  const nameless = await served(createProject, "POST", { headers: cookie, body: { name: "" } });
  expect(await problemOf(nameless)).toMatchObject({
    code: "invalid_input",
    issues: [{ path: "name", message: "Geben Sie dem Projekt einen Namen." }],
  });
  const wrong = await served(createProject, "POST", { headers: cookie, body: { name: 7 } });
  expect((await problemOf(wrong)).detail).toMatch(/^name: Ungültige Eingabe/);

  const file = await makeFile(tenant);
  await withSystem((tx) =>
    notify(tx, {
      tenantId: tenant.id,
      kind: "file_completed",
      to: [editor.id],
      cause: randomUUID(),
      fileId: file.id,
    }),
  );
  const notices = await served(listNotices, "GET", { headers: cookie });
  expect(((await notices.json()) as { items: unknown[] }).items[0]).toMatchObject({
    title: `${file.filename} ist verarbeitet`,
    detail: "Mengenermittlung, Kosten und CO₂ sind da.",
  });

  await inLocale("en", () => requestLink("magic_link", editor.email, { host: tenant.host, ip: "192.0.2.9" }));
  await sendMailsTo(editor.email);
  const mail = await lastMail(editor.email);
  expect(mail?.subject).toMatch(/^Anmelden bei /);
  expect(mail?.text).toContain("Öffnen Sie diesen Link innerhalb von 10 Minuten");
  expect(mail?.html).toContain('<html lang="de"');
});

it("a program is answered in English unless it asks for another language", async () => {
  const { authorization } = tenant.keys.admin;
  const asked = async (headers: Record<string, string>) =>
    (
      await problemOf(
        await served(readFile, "GET", {
          headers: { authorization, ...headers },
          params: { id: randomUUID() },
        }),
      )
    ).detail;
  const english = "There is no such file. It may have been deleted; the list shows what is there.";
  expect(await asked({})).toBe(english);
  expect(await asked({ "accept-language": "*" })).toBe(english);
  expect(await asked({ "accept-language": "fr" })).toBe(english);
  expect(await asked({ "accept-language": "de-AT, en;q=0.5" })).toMatch(/^Diese Datei gibt es nicht/);
});

it("somebody who has chosen no language is written to in that of the request, else of the organisation", async () => {
  const { admin, editor } = tenant.members;
  const write = (asked?: Locale) =>
    withSystem((tx) =>
      addressed(
        tx,
        tenant.id,
        [admin.email, editor.email, "contact@example.test"],
        (locale) => ({ tenantId: tenant.id, reason: "notice", locale, subject: locale, paragraphs: [] }),
        asked,
      ),
    ).then((mails) => mails.map(({ subject }) => subject));
  expect(await write()).toEqual(["en", "en", "en"]);
  await speak(admin.id, "de");
  expect(await write()).toEqual(["de", "de", "de"]);
  await speak(editor.id, "en");
  expect(await write()).toEqual(["de", "en", "de"]);
  expect(await write("en")).toEqual(["de", "en", "en"]);
  // The organisation's own setting goes before what its admins have chosen for themselves.
  await withSystem((tx) =>
    tx.update(tenantSettings).set({ locale: "en" }).where(eq(tenantSettings.tenantId, tenant.id)),
  );
  expect(await write()).toEqual(["de", "en", "en"]);

  const { ctx } = await memberCtx(tenant, admin.id);
  const email = `${randomUUID()}@example.test`;
  const { id } = await inLocale("de", () => invite(ctx, { email, role: "viewer" }));
  await sendMailsTo(id);
  const mail = await lastMail(email);
  expect(mail?.subject).toMatch(/^Einladung zu /);
  expect(mail?.text).toContain("in der Rolle Betrachter");
});
