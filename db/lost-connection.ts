import { errorCode } from "./error-code.ts";

/**
 * True for what is thrown when the database went away under a statement, or takes no connections: codes of sockets, of
 * the library, and those with which a server ends connections (classes 08 and 57P).
 */
export function isLostConnection(error: unknown): boolean {
  return /^(CONNECTION_|ECONN|EPIPE$|ETIMEDOUT$|08|57P)/.test(errorCode(error) ?? "");
}
