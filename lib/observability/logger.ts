import pino from "pino";
import { config } from "#lib/config/index.ts";

export type Logger = pino.Logger;

/** Structured log of this process, one JSON line each, to standard output. */
export function logger(): Logger {
  root ??= pino({
    level: config().logLevel,
    redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
  });
  return root;
}
let root: Logger | undefined;
