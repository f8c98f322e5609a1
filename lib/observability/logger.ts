import pino from "pino";
import { config } from "#lib/config/index.ts";
import { describeError } from "./describe-error.ts";

export type Logger = pino.Logger;

/** Structured log of this process, one JSON line each, to standard output. */
export function logger(): Logger {
  root ??= newLogger(config().logLevel);
  return root;
}
let root: Logger | undefined;

/** A log of its own; to standard output without a `destination`. */
export function newLogger(level: string, destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
      serializers: { err: describeError },
    },
    destination ?? pino.destination(1),
  );
}
