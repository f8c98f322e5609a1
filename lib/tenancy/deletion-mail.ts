import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import type { Mail } from "#lib/email/mail.ts";
import { adminMails } from "#lib/tenancy/admin-mails.ts";
import { deletionState } from "#lib/tenancy/deletion-state.ts";
import { originOf } from "#lib/tenancy/host.ts";

/** The mails to all admins about their organisation's deletion; none when it has come otherwise by now. */
export async function deletionMails(event: EventData<"tenant/deletion.notice">): Promise<Mail[]> {
  const { tenant_id: tenantId, notice, due_at } = event;
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ name: tenants.name, slug: tenants.slug, dueAt: tenants.deletionDueAt })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    if (!tenant) return [];
    const stands = tenant.dueAt?.toISOString() === due_at;
    if (notice === "cancelled" ? tenant.dueAt !== null : !stands) return [];
    const { owed } = await deletionState(tx, tenantId);
    const words = deletionWords({ tenantId, ...tenant }, event, owed);
    const admins = await adminMails(tx, tenantId);
    return admins.map((to) => ({ to, ...words }));
  });
}

export function deletionWords(
  { tenantId, name, slug }: { tenantId: string; name: string; slug: string },
  { notice, due_at }: Pick<EventData<"tenant/deletion.notice">, "notice" | "due_at">,
  owed: readonly { amount: string; currency: string }[],
): Omit<Mail, "to"> {
  const page = `${originOf(slug)}/settings/data`;
  const frame = { tenantId, reason: "admin" as const };
  if (notice === "cancelled")
    return {
      ...frame,
      subject: `${name} is not deleted`,
      paragraphs: [`The deletion of ${name} was taken back. Everything works as before.`],
      action: { label: "Look at the organisation's data", url: page },
    };
  const when = `${due_at.slice(0, 16).replace("T", " ")} UTC`;
  const isSoon = notice === "soon";
  return {
    ...frame,
    subject: isSoon ? `${name} is deleted in two days` : `${name} is to be deleted`,
    paragraphs: [
      `${isSoon ? "On" : "An admin asked for this: on"} ${when} ${name} is deleted with everything it has: files, estimates, members, keys, settings. Until then it can be read and exported, and nothing in it is changed.`,
      ...(owed.length > 0
        ? [
            `Invoices over ${owed.map(({ amount, currency }) => `${amount} ${currency}`).join(" and ")} are not paid. They stay due.`,
          ]
        : []),
      "Any admin can undo this until then, and export everything.",
    ],
    facts: [["Deleted on", when]],
    action: { label: "Undo it, or export everything", url: page },
  };
}
