import type { NoticeKind } from "#db/schema/notifications.ts";

/**
 * What the product mails about an organisation, to its admins. Mails that keep accounts safe (sign-in links, resets,
 * invitations, changes of sign-in) are none of these: they cannot be switched off.
 */
export const NOTIFICATION_KINDS = [
  "invoices",
  "payment_reminders",
  "usage",
  "plan_changes",
  "domains",
  "webhooks",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a member of any role is mailed about themselves here, or about what they asked for, and may switch off. */
export const PERSONAL_KINDS = ["sign_ins", "archive"] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export const ALL_KINDS = [...NOTIFICATION_KINDS, ...PERSONAL_KINDS];

/** Where nothing is said, the mail is sent. */
export function wants(
  choices: Readonly<Record<string, boolean>> | null | undefined,
  kind: NotificationKind | PersonalKind,
): boolean {
  return choices?.[kind] ?? true;
}

/** Of these somebody has to be told: where every admin has switched them off, the one who has been admin longest gets them. */
export const NEVER_SILENT: ReadonlySet<NotificationKind | PersonalKind> = new Set(["payment_reminders"]);

/** What notices in the product are about; a member may mute each, whatever mails they take. */
export const IN_APP_TOPICS = [
  "processing",
  "archive",
  "members",
  "usage",
  "invoices",
  "payment_reminders",
  "exports",
  "estimates",
] as const;
export type InAppTopic = (typeof IN_APP_TOPICS)[number];

/** Null cannot be muted. */
export const TOPIC_OF: Record<NoticeKind, InAppTopic | null> = {
  file_completed: "processing",
  file_failed: "processing",
  file_restored: "archive",
  file_restore_expiring: "archive",
  file_restore_failed: "archive",
  files_restored: "archive",
  files_restore_expiring: "archive",
  invitation_accepted: "members",
  role_changed: null,
  usage_threshold: "usage",
  invoice_new: "invoices",
  credit_note_new: "invoices",
  invoice_due: "payment_reminders",
  payment_failed: "payment_reminders",
  organisation_suspended: null,
  export_ready: "exports",
  export_failed: "exports",
  comment_mention: "estimates",
  review_requested: "estimates",
  review_approved: "estimates",
  review_returned: "estimates",
  review_reopened: "estimates",
  revision_issued: "estimates",
  revision_withdrawn: "estimates",
};

/** About what only admins see: they are told, and whoever is none any more has these notices no longer. */
export const ADMINS_ONLY: readonly NoticeKind[] = [
  "invoice_new",
  "credit_note_new",
  "invoice_due",
  "payment_failed",
  "organisation_suspended",
  "export_ready",
  "export_failed",
];

/** Under which name a member's choice of notices stands among those of mails. */
export const inAppChoice = (topic: InAppTopic) => `in_app.${topic}`;
