import "#lib/jobs/test/own-database.ts";

import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { jobHealth } from "./operators.ts";
import { waitFor } from "./test/runs.ts";
import { startWorker } from "./worker.ts";

afterAll(closePools);

it("starts with the product's own functions, keeps their schedules, and ends by its signal", async () => {
  const ended = new AbortController();
  const worker = await startWorker({ slots: 2, signal: ended.signal });
  expect(await jobHealth()).toMatchObject({ workers: 1, slots: 2 });
  // Due every five minutes, and made up for when the last one was missed.
  await waitFor("sweep-expired", (runs) => runs[0]?.status === "completed");
  ended.abort();
  await worker.stop();
  expect(await jobHealth()).toMatchObject({ workers: 0 });
});
