import type { Translator } from "#lib/i18n/messages.ts";
export type MemberRole = "viewer" | "editor" | "admin";

export interface MemberRow {
  user_id: string;
  name: string;
  email: string;
  role: MemberRole;
  joined_at: string;
  /** No notices reach them. Only admins are told. */
  mail_bounces: boolean;
  /** Only admins are told. */
  second_factor: boolean | null;
  /** Theirs that work; they end with the membership. Only admins are told. */
  api_keys: readonly { name: string; prefix: string }[];
}

export interface InvitationRow {
  id: string;
  email: string;
  role: MemberRole;
  status: "open" | "expired";
  invited_by: string | null;
  expires_at: string;
  sends: number;
  /** Mails to the address come back. */
  mail_bounces: boolean;
  last_sent_at: string;
}

export const roleOptions = (t: Translator<"members">) =>
  [
    { value: "viewer", label: t("types.viewer") },
    { value: "editor", label: t("types.editor") },
    { value: "admin", label: t("types.admin") },
  ] as const;

export const roleHint = (t: Translator<"members">) => t("types.viewersLookEditorsUploadAnd");

export function roleFrom(t: Translator<"members">, value: FormDataEntryValue | string | null): MemberRole {
  return roleOptions(t).find((role) => role.value === value)?.value ?? "viewer";
}

export function roleLabel(t: Translator<"members">, role: MemberRole): string {
  return roleOptions(t).find((option) => option.value === role)?.label ?? role;
}
