/**
 * How wide the sidebar is. `auto`: a rail of icons on a tablet, whole on a desk. Kept in a cookie, so that the server
 * draws it as it was left (globals.css has the variant `rail`).
 */
export const SIDEBAR_MODES = ["auto", "narrow", "wide"] as const;
export type SidebarMode = (typeof SIDEBAR_MODES)[number];

export const SIDEBAR_COOKIE = "sidebar";

export function sidebarMode(cookie: string | undefined): SidebarMode {
  return SIDEBAR_MODES.find((mode) => mode === cookie) ?? "auto";
}
