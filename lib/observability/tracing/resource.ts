import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { defaultResource, type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import type { Config } from "#lib/config/index.ts";

/** Which of our processes it is that tells. */
export type ProcessKind = "web" | "job" | "command";

/** Who tells: this installation's name and version, and which process of it. What the operator names goes first. */
export function resourceOf(kind: ProcessKind, { environment, telemetry }: Config): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      // Each kind is a service of its own, so that a graph of services shows what goes from requests to jobs.
      "service.name": `${telemetry.serviceName}-${kind}`,
      "service.namespace": telemetry.serviceName,
      "service.version": version(),
      "service.instance.id": INSTANCE,
      "service.component": kind,
      "deployment.environment.name": environment,
      "process.pid": process.pid,
      ...telemetry.resourceAttributes,
    }),
  );
}

const INSTANCE = randomUUID();

function version(): string {
  const file = path.join(import.meta.dirname, "../../../package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}
