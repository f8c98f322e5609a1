/** The code of what was thrown at a statement, also when Drizzle wraps it as the cause; null without one. */
export function errorCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : null;
}

/** True when the database gave up because somebody else held what was wanted (`lock_timeout`). */
export const isLockTimeout = (error: unknown): boolean => errorCode(error) === "55P03";

/** True when the database ended a statement so that two did not wait for each other for ever. */
export const isDeadlock = (error: unknown): boolean => errorCode(error) === "40P01";

/** True when the database gave up a statement by one of the limits of a transaction (`Limits`), or to end a deadlock. */
export const isTimeout = (error: unknown): boolean =>
  isLockTimeout(error) || isDeadlock(error) || errorCode(error) === "57014";
