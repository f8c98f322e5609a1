import os from "node:os";
import type { Row } from "./sample.ts";

/** What this process knows of itself as one that counts. */
export interface ThisProcess {
  /** Names it in the label `process`: what it does, where, and its process id. */
  id: string;
  service: string;
  startedAt: Date;
  /** Number of the last addition that it has begun, and that addition while it is not known to have arrived. */
  number: number;
  open: Row[] | null;
  /** Ends with the last addition that was asked for. */
  flushing: Promise<void>;
}

/** `web` unless `startMetrics` has said something else: only those are asked without having been started. */
export function thisProcess(service = "web"): ThisProcess {
  const holder = globalThis as typeof globalThis & { [KEY]?: ThisProcess };
  holder[KEY] ??= {
    id: `${service}@${os.hostname()}:${process.pid}`,
    service,
    startedAt: new Date(),
    number: 0,
    open: null,
    flushing: Promise.resolve(),
  };
  return holder[KEY];
}
// On globalThis: the server that starts the clockwork and the bundled route that is scraped are one process.
const KEY = Symbol.for("construction-ai.metrics-process");
