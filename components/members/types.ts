export type MemberRole = "viewer" | "editor" | "admin";

export interface MemberRow {
  user_id: string;
  name: string;
  email: string;
  role: MemberRole;
  joined_at: string;
}

export interface InvitationRow {
  id: string;
  email: string;
  role: MemberRole;
  invited_by: string | null;
  expires_at: string;
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
