// It also turns the platform's switches, which other files' tests would meet.
import "#lib/jobs/test/own-database.ts";

import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { MATRIX_ROWS } from "#lib/http/testing/matrix-rows.ts";
import { runFuzz } from "./run.ts";

afterAll(closePools);

const seed = Number(process.env.FUZZ_SEED ?? 1);
const only = process.env.FUZZ_ROUTES?.split(",");
const full = process.env.VERIFY_FULL === "1";
const BUDGET = full ? { requests: 50_000, each: 40 } : { requests: 1000, each: 8, forMs: 15_000 };

it("answers whatever comes without failing, showing how it is made, or anything of others", {
  timeout: full ? 3_600_000 : 60_000,
}, async () => {
  const all = await Promise.all(
    Object.entries(ROUTE_MODULES).map(async ([pattern, load]) =>
      declaredMethods(await load()).map(({ method, handler }) => ({ pattern, method, handler })),
    ),
  );
  const entries = all.flat().flatMap(({ pattern, method, handler }) => {
    const key = `${method} ${pattern}`;
    const row = MATRIX_ROWS[key];
    return row && handler && (!only || only.some((word) => key.includes(word)))
      ? [{ key, pattern, method, handler, row }]
      : [];
  });
  const { findings, ...counts } = await runFuzz(entries, { seed, ...BUDGET });
  process.stdout.write(
    `fuzz of ${entries.length} routes, seed ${seed}: ${counts.requests} requests, ${JSON.stringify(counts.statuses)}; never let in: ${entries
      .map(({ key }) => key)
      .filter((key) => !counts.successes[key])
      .join(", ")}\n`,
  );
  const each = new Map(findings.map((finding) => [`${finding.route}: ${finding.why}`, finding]));
  expect([...each.values()].slice(0, 30)).toEqual([]);
  expect(counts.requests).toBeGreaterThan(entries.length);
});
