import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { inSpan } from "#lib/observability/tracing/span.ts";
import { traced } from "#lib/observability/tracing/testing/traced.ts";
import { endTelemetry } from "./end-telemetry.ts";

afterAll(closePools);

it("sends traces also where counts cannot be added, and ends", async () => {
  await traced(async ({ spans }) => {
    await inSpan("last", {}, async () => {});
    let asked = false;
    // As while the database is away.
    const stop = () => {
      asked = true;
      return new Promise<void>(() => {});
    };
    await endTelemetry({ stop });
    expect([asked, spans().map(({ name }) => name)]).toEqual([true, ["last"]]);
    await endTelemetry({ stop: () => Promise.reject(new Error("away")) });
  });
});
