import type { z } from "zod";
import type { ArchivedDays } from "#lib/archival/logs/archived-days.ts";
import type { ArchiveVerification } from "#lib/archival/logs/verify-archive.ts";
import type { ActorView } from "#lib/audit/actors.ts";
import type { AuditEntry } from "#lib/audit/list-logs.ts";
import type { Verification } from "#lib/audit/verify-log.ts";
import type { Translator } from "#lib/i18n/messages.ts";

export type EntryAnswer = z.output<typeof AuditEntry>;
export type ActorAnswer = z.output<typeof ActorView>;
export type ArchivedDaysAnswer = z.output<typeof ArchivedDays>;
export type VerificationAnswer = z.output<typeof Verification>;
export type ArchiveVerificationAnswer = z.output<typeof ArchiveVerification>;

/** "File deleted" for `file.deleted`, in the reader's language; an action without a text of its own as it is spelt. */
export function actionLabel(t: Translator<"audit">, action: string): string {
  return t.has(`actions.${action as "file.deleted"}`)
    ? t(`actions.${action as "file.deleted"}`)
    : sentence(action.replace(".", " "));
}

/** "Price book" for `price_book`, in the same way. */
export function targetLabel(t: Translator<"audit">, type: string): string {
  return t.has(`targets.${type as "file"}`) ? t(`targets.${type as "file"}`) : sentence(type);
}

/**
 * "Legal name" for `legal_name`, in the reader's language. What is no field of ours, as the name of a material that stands
 * for one, is told as it is spelt.
 */
export function fieldLabel(t: Translator<"audit">, name: string): string {
  const isField = /^[a-z0-9_]+$/.test(name) && !(name in Object.prototype);
  return isField && t.has(`fields.${name as "name"}`) ? t(`fields.${name as "name"}`) : sentence(name);
}

/** An action, target or field without a text of its own, as it is spelt. */
function sentence(name: string): string {
  const words = name
    .split(/[\s_]+/)
    .map((word) => ABBREVIATIONS[word] ?? word)
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ABBREVIATIONS: Record<string, string> = {
  api: "API",
  cors: "CORS",
  id: "id",
  ip: "IP",
  sha256: "SHA-256",
  sso: "SSO",
  tenant: "organisation",
  url: "URL",
};

export const actorName = (t: Translator<"audit">, actor: ActorAnswer): string =>
  actor.name ?? former(t)[actor.kind];
const former = (t: Translator<"audit">): Record<ActorAnswer["kind"], string> => ({
  person: t("labels.formerMember"),
  api_key: t("labels.formerApiKey"),
  operator: t("labels.platformOperator"),
  system: t("labels.system"),
});

/** What the log tells of, as the filter offers it: the noun of the action. */
export const subjects = (t: Translator<"audit">) =>
  [
    ["file", t("labels.files")],
    ["upload", t("labels.uploads")],
    ["archival", t("labels.archival")],
    ["estimate", t("labels.estimates")],
    ["materials", t("labels.materials")],
    ["price_book", t("labels.priceBooks")],
    ["project", t("labels.projects")],
    ["member", t("labels.members")],
    ["invitation", t("labels.invitations")],
    ["session", t("labels.signIns")],
    ["second_factor", t("labels.secondFactors")],
    ["api_key", t("labels.apiKeys")],
    ["settings", t("labels.settings")],
    ["domain", t("labels.domains")],
    ["sso", t("labels.singleSignOn")],
    ["webhook", t("labels.webhooks")],
    ["plan", t("labels.plan")],
    ["invoice", t("labels.invoices")],
    ["payment", t("labels.payments")],
    ["billing_account", t("labels.billingDetails")],
    ["tenant", t("labels.organisation")],
    ["audit_log", t("labels.auditLog")],
  ] as const;

/** A value as the drawer shows it. */
export function valueText(t: Translator<"audit">, value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? t("values.yes") : t("values.no");
  if (typeof value === "object") return JSON.stringify(value, null, 2);
  return String(value);
}

export interface DayOfEntries {
  /** UTC, "2026-11-28". */
  day: string;
  entries: EntryAnswer[];
}

/** Newest first, as they come. */
export function byDay(entries: readonly EntryAnswer[]): DayOfEntries[] {
  const days: DayOfEntries[] = [];
  for (const entry of entries) {
    const day = entry.created_at.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
