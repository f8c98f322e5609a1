import { withSystem } from "#db/tenant.ts";
import { mailMinute } from "#lib/email/figures.ts";
import type { Mail } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { wants } from "#lib/notifications/kinds.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { type AboutRestore, type Batch, type RestoreOutcome, readOutcome } from "./restore-outcome.ts";

/** The mails about a restore: to who asked for it; to the admins where a key asked. */
export async function restoreMails(event: string, about: AboutRestore): Promise<Mail[]> {
  return withSystem(async (tx) => {
    const outcome = await readOutcome(tx, event, about);
    if (!outcome) return [];
    const { kind, row, filename, tenant, batch, asker } = outcome;
    const told: Told = {
      tenantId: tenant.id,
      name: tenant.name,
      origin: originOf(tenant.slug),
      filename,
      fileId: row.fileId,
      isHot: row.status === "superseded",
      expiresAt: row.expiresAt,
      failure: row.failure,
      batch,
    };
    if (asker !== "nobody in particular")
      return asker && wants(asker.choices, "archive")
        ? addressed(tx, tenant.id, [asker.email], (locale) => restoreWords(kind, told, "asked", locale))
        : [];
    return addressed(tx, tenant.id, await adminsFor(tx, tenant.id, "archive"), (locale) =>
      restoreWords(kind, told, "notice", locale),
    );
  });
}

export interface Told {
  tenantId: string;
  name: string;
  origin: string;
  filename: string;
  fileId: string;
  isHot: boolean;
  expiresAt: Date | null;
  failure: string | null;
  batch: Pick<Batch, "files" | "ready" | "failed"> | null;
}

export function restoreWords(
  kind: RestoreOutcome,
  told: Told,
  reason: "asked" | "notice",
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const { batch, filename, isHot, name, origin } = told;
  const until = told.expiresAt ? mailMinute(locale, told.expiresAt.toISOString()) : "none";
  const many = batch && batch.files > 1 ? batch : null;
  const frame = {
    tenantId: told.tenantId,
    reason,
    locale,
    action: many
      ? { label: t("restores.files"), url: `${origin}/files` }
      : { label: t("restores.file"), url: `${origin}/files/${told.fileId}` },
  };
  if (kind === "expiring")
    return {
      ...frame,
      subject: many ? t("restores.endSubject") : t("restores.endsSubject", { filename }),
      paragraphs: [
        many ? t("restores.endBody", { until }) : t("restores.endsBody", { filename, until }),
        t("restores.again"),
      ],
    };
  if (many) {
    const { ready, files, failed } = many;
    return {
      ...frame,
      subject: t("restores.manySubject", { ready, files }),
      paragraphs: [
        isHot ? t("restores.manyHot", { ready, name }) : t("restores.manyReady", { ready, name, until }),
        ...(failed > 0 ? [t("restores.manyFailed", { failed })] : []),
      ],
    };
  }
  if (kind === "failed")
    return {
      ...frame,
      subject: t("restores.failedSubject", { filename }),
      paragraphs: [retold(told.failure ?? "", locale), t("restores.failedBody")],
    };
  return {
    ...frame,
    subject: t("restores.subject", { filename }),
    paragraphs: [isHot ? t("restores.hot", { filename }) : t("restores.ready", { filename, until })],
  };
}
