import { isLostConnection } from "#db/lost-connection.ts";
import { logger } from "#lib/observability/logger.ts";

/**
 * Keeps this process alive when a database connection is lost in the moment in which it is opened: the library then asks
 * for the types of arrays, and nobody takes the failure of that question (postgres 3.4, connection.js, fetchArrayTypes).
 * Whoever waits for the connection is told by itself. Any other rejection that nobody handles ends the process as ever.
 */
export function surviveOutage(): void {
  process.on("unhandledRejection", (error) => {
    if (!isLostConnection(error)) throw error;
    logger().warn({ err: error }, "a connection to the database was lost while it was opened");
  });
}
