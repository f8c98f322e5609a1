import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
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
        ? [{ to: asker.email, ...restoreWords(kind, told, "asked") }]
        : [];
    const admins = await adminsFor(tx, tenant.id, "archive");
    return admins.map((to) => ({ to, ...restoreWords(kind, told, "notice") }));
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

export function restoreWords(kind: RestoreOutcome, told: Told, reason: "asked" | "notice"): Omit<Mail, "to"> {
  const { batch, filename, isHot, origin } = told;
  const until = told.expiresAt ? ` until ${minute(told.expiresAt)}` : "";
  const many = batch && batch.files > 1 ? batch : null;
  const frame = {
    tenantId: told.tenantId,
    reason,
    action: many
      ? { label: "Look at the files", url: `${origin}/files` }
      : { label: "Open the file", url: `${origin}/files/${told.fileId}` },
  };
  if (kind === "expiring")
    return {
      ...frame,
      subject: many
        ? "Restored files go back to the archive soon"
        : `${filename} goes back to the archive soon`,
      paragraphs: [
        `${many ? "Files that were restored together are" : `${filename} is`} readable${until}. After that ${many ? "they have" : "it has"} to be restored again.`,
        "Restore again to get more days, or restore permanently to keep what you need at hand.",
      ],
    };
  if (many)
    return {
      ...frame,
      subject: `${many.ready} of ${many.files} files are restored`,
      paragraphs: [
        isHot
          ? `${many.ready} files of ${told.name} are back in hot storage.`
          : `${many.ready} files of ${told.name} can be downloaded and processed again${until}.`,
        ...(many.failed > 0
          ? [
              `${many.failed} could not be restored. They are archived as before; the list of restores says why.`,
            ]
          : []),
      ],
    };
  if (kind === "failed")
    return {
      ...frame,
      subject: `${filename} could not be restored`,
      paragraphs: [told.failure ?? "", "Nothing of it is lost by this. You can restore it again."],
    };
  return {
    ...frame,
    subject: `${filename} is restored`,
    paragraphs: [
      isHot
        ? `${filename} is back in hot storage, and stays there.`
        : `${filename} can be downloaded and processed again${until}. After that it goes back to the archive.`,
    ],
  };
}

const minute = (time: Date) => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
