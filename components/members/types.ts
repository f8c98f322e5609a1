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

export const ROLE_OPTIONS = [
  { value: "viewer", label: "Viewer" },
  { value: "editor", label: "Editor" },
  { value: "admin", label: "Admin" },
] as const;

export const ROLE_HINT =
  "Viewers look. Editors upload and estimate. Admins also manage members, keys and settings.";

export function roleFrom(value: FormDataEntryValue | string | null): MemberRole {
  return ROLE_OPTIONS.find((role) => role.value === value)?.value ?? "viewer";
}

export function roleLabel(role: MemberRole): string {
  return ROLE_OPTIONS.find((option) => option.value === role)?.label ?? role;
}
