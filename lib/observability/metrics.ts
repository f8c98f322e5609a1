import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { countArchived } from "#lib/archival/count-archived.ts";

/** What Prometheus is told: of this process, and of the whole platform what is counted in the database. */
export async function readMetrics(): Promise<{ contentType: string; text: string }> {
  registry ??= makeRegistry();
  return { contentType: registry.contentType, text: await registry.metrics() };
}
let registry: Registry | undefined;

function makeRegistry(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  new Counter({
    name: "archival_files_total",
    help: "Files (of logs: days) that runs of archival have archived, skipped or failed to move, by class of the rules",
    labelNames: ["class", "status"],
    registers: [register],
    async collect() {
      const counts = await countArchived();
      this.reset();
      for (const { class: name, status, n } of counts) this.inc({ class: name, status }, n);
    },
  });
  return register;
}
