/** Light, dark, or as the system has it. Kept in a cookie, so that the server writes it on <html> before first paint. */
export type Theme = "light" | "dark" | "system";

export const THEME_COOKIE = "theme";

/** The value of `<html data-theme>` for the cookie's value; nothing for "system". */
export function dataTheme(cookie: string | undefined): "light" | "dark" | undefined {
  return cookie === "light" || cookie === "dark" ? cookie : undefined;
}
