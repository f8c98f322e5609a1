import { afterAll, expect, it } from "vitest";
import { PATCH } from "#app/api/me/notifications/route.ts";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import { call } from "#lib/http/testing/call.ts";
import { makeAccount, makeSession } from "#lib/http/testing/credentials.ts";
import { signInWithPassword } from "./sign-in.ts";

afterAll(closePools);

const FIREFOX = (version: number) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

it("the owner is told of a sign-in from a new browser or network, not of the first or a known one, and not when they chose so", async () => {
  const tenant = await makeTenant();
  const member = await makeAccount(tenant.id, "viewer", "correct horse battery");
  const host = `${tenant.slug}.${config().rootDomain}`;
  const signIn = (ip: string, userAgent: string) => signInWithPassword(member, { host, ip, userAgent });
  const told = async () => (await sendMailsTo(member.email)).map(({ data }) => `${data.change} ${data.ip}`);

  await signIn("203.0.113.7", FIREFOX(128));
  await signIn("203.0.113.7", FIREFOX(129));
  expect(await told()).toEqual([]);
  await signIn("198.51.100.4", FIREFOX(129));
  await signIn("203.0.113.7", IPHONE);
  await signIn("203.0.113.7", IPHONE);
  expect((await told()).sort()).toEqual(["new_sign_in 198.51.100.4", "new_sign_in 203.0.113.7"]);

  const { headers } = await makeSession(member.id, tenant.id);
  const chosen = await call(PATCH, "PATCH", { host, headers, body: { sign_ins: false } });
  expect(await chosen.json()).toMatchObject({ is_mailed: false, kinds: { sign_ins: false, usage: true } });
  await signIn("192.0.2.77", IPHONE);
  expect(await told()).toHaveLength(2);
});

it("a refused sign-in tells nobody", async () => {
  const tenant = await makeTenant();
  const member = await makeAccount(tenant.id, "viewer", "correct horse battery");
  const origin = { host: `${tenant.slug}.${config().rootDomain}`, userAgent: IPHONE };
  await signInWithPassword(member, { ...origin, ip: "203.0.113.7" });
  await signInWithPassword({ ...member, password: "wrong" }, { ...origin, ip: "198.51.100.4" });
  expect(await sendMailsTo(member.email)).toEqual([]);
});
