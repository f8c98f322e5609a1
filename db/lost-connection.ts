/**
 * True for what is thrown when the database went away under a statement, or takes no connections: codes of sockets, of
 * the library, and those with which a server ends connections (classes 08 and 57P). Drizzle wraps its error as the cause.
 */
export function isLostConnection(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (
    cause instanceof Error &&
    "code" in cause &&
    /^(CONNECTION_|ECONN|EPIPE$|ETIMEDOUT$|08|57P)/.test(String(cause.code))
  );
}
