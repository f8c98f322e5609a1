import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import { makeAccount } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { changePassword } from "./change-password.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { disableSecondFactor } from "./disable-second-factor.ts";
import { resetPassword } from "./reset-password.ts";
import { startSecondFactor } from "./start-second-factor.ts";
import { issueToken } from "./tokens.ts";
import { codeAt } from "./totp.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";

it("the owner of an account is told of every change of how it is signed in to, and of none that was refused", async () => {
  const tenant = await makeTenant();
  const member = await makeAccount(tenant.id, "viewer", PASSWORD);
  const { ctx: made } = await memberCtx(tenant, member.id);
  const ctx = {
    ...made,
    ip: "203.0.113.7",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
  };
  const changed = { current_password: PASSWORD, password: "another horse battery" };
  await expect(changePassword(ctx, { ...changed, current_password: "wrong" })).rejects.toThrow();
  await expect(disableSecondFactor(ctx)).rejects.toThrow();
  const { secret, enrolment } = startSecondFactor(ctx);
  await expect(confirmSecondFactor(ctx, { enrolment, code: "abcdef" })).rejects.toThrow();
  expect(await sendMailsTo(member.email)).toEqual([]);

  await changePassword(ctx, changed);
  await confirmSecondFactor(ctx, { enrolment, code: codeAt(secret) });
  await disableSecondFactor(ctx);
  const token = await withSystem((tx) =>
    issueToken(tx, { purpose: "password_reset", userId: member.id, tenantId: null }),
  );
  await resetPassword({ token, password: "a third horse battery" }, "203.0.113.9");
  await sendMailsTo(member.email);
  const mails = await withSystem((tx) =>
    tx
      .select({ subject: caughtMails.subject, text: caughtMails.text })
      .from(caughtMails)
      .where(eq(caughtMails.recipient, member.email)),
  );
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    "Your account has a new second factor",
    "Your account has no second factor any more",
    "Your password was changed",
    "Your password was changed",
  ]);
  const [reset, ...others] = mails.sort(
    (a, b) => Number(b.text.includes(".9")) - Number(a.text.includes(".9")),
  );
  expect(reset?.text).toContain(`\n${originOf(null)}/forgot-password\n`);
  for (const { text } of others) {
    expect(text).toContain("Browser: Firefox 128 on Windows");
    expect(text).toContain("Network address: 203.0.113.7");
    expect(text).toContain(`\n${originOf(tenant.slug)}/forgot-password\n`);
    expect(text).toContain("cannot be switched off");
  }
});
