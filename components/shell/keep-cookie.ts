const YEAR = 365 * 24 * 3600 * 1000;

/**
 * Keeps how the frame looks for a year, where the server reads it. In secure contexts only; on plain http (never in
 * production) the choice lasts as long as the page.
 */
export function keepCookie(name: string, value: string): void {
  if ("cookieStore" in window)
    void cookieStore.set({ name, value, expires: Date.now() + YEAR, sameSite: "lax" });
}
