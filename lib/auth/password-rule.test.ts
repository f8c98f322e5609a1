import { afterAll, expect, it } from "vitest";
import { PUT } from "#app/api/me/password/route.ts";
import { POST as SIGN_UP } from "#app/api/sign-up/route.ts";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeAccount, makeSession } from "#lib/http/testing/credentials.ts";
import { Password, refuseOwnWords } from "./password-rule.ts";
import { resetPassword } from "./reset-password.ts";

afterAll(closePools);

it("refuses short passwords and those on every list, whatever their case, and takes all others as they are", () => {
  for (const password of ["short", "1234567890", "qwertyuiop", "QwertyUiop", "basketball", "x".repeat(201)])
    expect(Password.safeParse(password).success, password).toBe(false);
  for (const password of [
    "correct horse battery",
    "  ~ spaces ~  ",
    "жираф на крыше",
    "🦒".repeat(10),
    "x".repeat(200),
  ])
    expect(Password.parse(password)).toBe(password);
});

it("refuses what is little more than the product's, the person's and the organisation's words", () => {
  const words = ["ada.lovelace@acme.example", "Ada Lovelace", "Acme Surveyors", "acme-surveyors"];
  for (const password of ["Construction AI 26", "Ada.Lovelace!1", "acme surveyors", "ACME-lovelace-7"])
    expect(() => refuseOwnWords(password, words), password).toThrow("little more than a name");
  for (const password of [
    "correct horse battery",
    "lovelace and her engines",
    "!?%&/()=;:_-+*#~",
    "🐎🐎🐎🐎🐎🔋🔋🔋🔋🔋",
  ])
    expect(() => refuseOwnWords(password, words), password).not.toThrow();
});

it("holds wherever somebody chooses a password", async () => {
  const signUp = (password: string) =>
    call(SIGN_UP, "POST", {
      body: { organisation: "Harbour Office", slug: "harbour", name: "Grace", email: "g@h.test", password },
    });
  expect((await problemOf(await signUp("1234567890"))).issues).toMatchObject([{ path: "password" }]);
  expect(await problemOf(await signUp("harbour-office"))).toMatchObject({ code: "password_guessable" });

  const tenant = await makeTenant();
  const { id, email, password } = await makeAccount(tenant.id, "viewer", "correct horse battery");
  const { headers } = await makeSession(id, tenant.id);
  const host = `${tenant.slug}.${config().rootDomain}`;
  const change = await call(PUT, "PUT", {
    host,
    headers,
    body: { current_password: password, password: `${tenant.slug}-1` },
  });
  expect(await problemOf(change)).toMatchObject({ code: "password_guessable" });
  // A refused one spends no link.
  const token = await withSystem((tx) =>
    issueToken(tx, { purpose: "password_reset", userId: id, tenantId: tenant.id }),
  );
  await expect(resetPassword({ token, password: `${email.split("@")[0]}` }, null)).rejects.toMatchObject({
    code: "password_guessable",
  });
  await resetPassword({ token, password: "another horse battery" }, null);
});
