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
