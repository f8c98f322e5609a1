import { eq, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenantInvitations } from "#db/schema/auth.ts";
import { outbox } from "#db/schema/jobs.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { invite } from "./invite.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

afterAll(closePools);

const mails = (recipient: string) =>
  withSystem((tx) => tx.select().from(caughtMails).where(eq(caughtMails.recipient, recipient)));
const newInvitation = async () => {
  const ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const email = `${crypto.randomUUID()}@example.test`;
  return { ctx, email, id: (await invite(ctx, { email, role: "editor" })).id };
};

it("an invitation is mailed once, by its job, with the link that its hash is of; no table of jobs holds the link", async () => {
  const { ctx, email, id } = await newInvitation();
  expect(await mails(email)).toEqual([]);
  const events = await sendMailsTo(id);
  await sendMailsTo(id);
  const [mail, ...more] = await mails(email);
  expect(more).toEqual([]);
  const [, slug, secret = ""] =
    /http:\/\/(\S+)\.localhost:3000\/accept-invitation#(\S+)/.exec(mail?.text ?? "") ?? [];
  expect(slug).toBe(ctx.tenant.slug);
  const [row] = await withSystem((tx) =>
    tx.select().from(tenantInvitations).where(eq(tenantInvitations.id, id)),
  );
  expect(row?.tokenHash).toBe(hashSecret(secret));
  expect(JSON.stringify([row, events])).not.toContain(secret);
});

it("an invitation that was revoked before its mail left is not mailed", async () => {
  const { ctx, email, id } = await newInvitation();
  await revokeInvitation(ctx, id);
  expect(await sendMailsTo(id)).toHaveLength(1);
  expect(await mails(email)).toEqual([]);
});

it("an invitation that is refused asks for no mail", async () => {
  const { ctx, email } = await newInvitation();
  await expect(invite(ctx, { email, role: "viewer" })).rejects.toMatchObject({ code: "already_invited" });
  const asked = await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, ctx.tenant.id)));
  expect(asked.filter((event) => event.name === "mail/requested")).toHaveLength(1);
});

it("the plan's seats are those of its version in the account's currency", async () => {
  const { id } = await makeTenant();
  await withSystem(async (tx) => {
    await tx.execute(sql`insert into billing_plans (id, currency, valid_from, name, monthly_price, file_processing_limit, storage_limit,
        api_calls_limit, cost_per_extra_file, cost_per_gb_storage, cost_per_1k_api_calls, cap_factor, seat_limit)
      select id, 'NOK', valid_from, name, 0, file_processing_limit, storage_limit, api_calls_limit, 1, 1, 1, cap_factor, 1
      from billing_plans where id = 'free' and currency = 'USD'`);
    await tx.execute(sql`update billing_accounts set currency = 'NOK' where tenant_id = ${id}`);
  });
  const ctx = await systemCtx(id);
  const next = () => invite(ctx, { email: `${crypto.randomUUID()}@example.test`, role: "viewer" });
  await next();
  await expect(next()).rejects.toMatchObject({ code: "seats_full" });
});
