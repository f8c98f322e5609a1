import { and, eq } from "drizzle-orm";
import { memberships, users } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import type { Mail } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import { EXPORT_DAYS } from "#lib/exports/views.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { adminMails } from "#lib/tenancy/admin-mails.ts";
import { originOf } from "#lib/tenancy/host.ts";

/** The mails about an export that has ended: to the admin who asked, or to all of them where a key did. They lead to the page, never to the archive. */
export async function exportMails({ export_id: id }: EventData<"export/finished">): Promise<Mail[]> {
  return withSystem(async (tx) => {
    const [found] = await tx
      .select({ row: dataExports, name: tenants.name, slug: tenants.slug, email: users.email })
      .from(dataExports)
      .innerJoin(tenants, eq(tenants.id, dataExports.tenantId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.tenantId, dataExports.tenantId),
          eq(memberships.userId, dataExports.requestedBy),
          eq(memberships.role, "admin"),
        ),
      )
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(eq(dataExports.id, id));
    if (!found || (found.row.status !== "ready" && found.row.status !== "failed")) return [];
    const { row, name, slug, email } = found;
    const recipients = email ? [email] : await adminMails(tx, row.tenantId);
    return addressed(tx, row.tenantId, recipients, (locale) =>
      exportWords(row, name, `${originOf(slug)}/settings/data`, locale),
    );
  });
}

export function exportWords(
  { tenantId, status, sha256, problem }: ExportResult,
  name: string,
  page: string,
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const frame = { tenantId, reason: "admin" as const, locale };
  if (status === "ready")
    return {
      ...frame,
      subject: t("exports.readySubject", { name }),
      paragraphs: [t("exports.readyBody", { name, days: EXPORT_DAYS })],
      facts: [["SHA-256", sha256 ?? ""]],
      action: { label: t("exports.readyAction"), url: page },
    };
  return {
    ...frame,
    subject: t("exports.failedSubject", { name }),
    paragraphs: [retold(problem ?? "", locale), t("exports.failedBody")],
    action: { label: t("exports.failedAction"), url: page },
  };
}

type ExportResult = Pick<typeof dataExports.$inferSelect, "tenantId" | "status" | "sha256" | "problem">;
