import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { mailAmount, mailMinute } from "#lib/email/figures.ts";
import type { Mail } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
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
    return addressed(tx, tenantId, await adminMails(tx, tenantId), (locale) =>
      deletionWords({ tenantId, ...tenant }, event, owed, locale),
    );
  });
}

export function deletionWords(
  { tenantId, name, slug }: { tenantId: string; name: string; slug: string },
  { notice, due_at }: Pick<EventData<"tenant/deletion.notice">, "notice" | "due_at">,
  owed: readonly { amount: string; currency: string }[],
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const page = `${originOf(slug)}/settings/data`;
  const frame = { tenantId, reason: "admin" as const, locale };
  if (notice === "cancelled")
    return {
      ...frame,
      subject: t("deletion.keptSubject", { name }),
      paragraphs: [t("deletion.keptBody", { name })],
      action: { label: t("deletion.keptAction"), url: page },
    };
  const when = mailMinute(locale, due_at);
  const amounts = owed
    .map(({ amount, currency }) => mailAmount(locale, amount, currency))
    .join(t("deletion.and"));
  return {
    ...frame,
    subject: notice === "soon" ? t("deletion.soonSubject", { name }) : t("deletion.subject", { name }),
    paragraphs: [
      t("deletion.body", { kind: notice, when, name }),
      ...(owed.length > 0 ? [t("deletion.owed", { amounts })] : []),
      t("deletion.undo"),
    ],
    facts: [[t("deletion.on"), when]],
    action: { label: t("deletion.action"), url: page },
  };
}
