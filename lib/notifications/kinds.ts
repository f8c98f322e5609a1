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

/** Where nothing is said, an admin gets the mail. */
export function wants(
  choices: Readonly<Record<string, boolean>> | null | undefined,
  kind: NotificationKind,
): boolean {
  return choices?.[kind] ?? true;
}

/** Of these somebody has to be told: where every admin has switched them off, the one who has been admin longest gets them. */
export const NEVER_SILENT: ReadonlySet<NotificationKind> = new Set(["payment_reminders"]);
