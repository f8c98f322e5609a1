export type Role = "viewer" | "editor" | "admin";

export interface ShellTenant {
  name: string;
  slug: string;
  logoUrl: string | null;
}

export interface ShellUser {
  name: string;
  email: string;
  role: Role;
}

export interface ShellOrganisation {
  slug: string;
  name: string;
  role: Role;
}

/** What the shell's menus do; each may be a server action. They end by leaving the page, so they answer nothing. */
export interface ShellActions {
  onSignOut: () => Promise<void>;
  onSignOutEverywhere: () => Promise<void>;
  onSwitchOrganisation: (slug: string) => Promise<void>;
}
