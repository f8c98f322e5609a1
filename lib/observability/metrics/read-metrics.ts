import { sql } from "drizzle-orm";
import { AggregatorRegistry } from "prom-client";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { collectPlatform, orNothing } from "./collect-platform.ts";
import { flush } from "./flush.ts";
import { instruments } from "./instruments.ts";
import { METRIC_LIMITS } from "./limits.ts";
import { type Family, familiesOf, type Sample, Samples } from "./sample.ts";
import { namedTenants, OTHER } from "./tenant-labels.ts";
import { thisProcess } from "./this-process.ts";
import { zeros } from "./zeros.ts";

/**
 * What Prometheus is told, by whichever process is asked: the sum of what all have counted, what each living one tells of
 * itself, and the platform as it is. Without the database: what this process tells of itself.
 */
export async function readMetrics(): Promise<{ contentType: string; text: string }> {
  const [platform, [counted, others]] = await Promise.all([collectPlatform(), readProcesses()]);
  // Last, since it says how the rest went.
  const own = await familiesOf(instruments().own);
  const all = AggregatorRegistry.aggregate([platform, counted, own, others]);
  return { contentType: all.contentType, text: await all.metrics() };
}

/**
 * What all have counted, and what the others say. This process' own counts are added first: two scrapes, whoever answers,
 * are two looks at the same sums.
 */
async function readProcesses(): Promise<[Family[], Family[]]> {
  const counted = await orNothing("counts", async () => {
    await flush();
    return readTotals();
  });
  return [counted, await orNothing("processes", readOthers)];
}

async function readTotals(): Promise<Family[]> {
  const named = await namedTenants();
  const rows = await withSystem(
    (tx) =>
      tx.execute<{ name: string; labels: string; bounds: number[]; values: number[] }>(
        sql`select name, labels, to_json(bounds) as bounds, to_json("values") as values from metric_totals order by name, labels`,
      ),
    METRIC_LIMITS,
  );
  const samples = new Map<string, Sample[]>();
  for (const { name, bounds, values, ...row } of rows) {
    const labels = Labels.parse(JSON.parse(row.labels));
    // An organisation that has no label of its own any more: what it had counted stays, for when it has one again.
    if (labels.tenant_id !== undefined && labels.tenant_id !== OTHER && !named.has(labels.tenant_id))
      continue;
    const list = samples.get(name) ?? [];
    samples.set(name, list);
    list.push(
      ...(bounds.length > 0 ? series(name, labels, bounds, values) : [{ labels, value: values[0] ?? 0 }]),
    );
  }
  return (await zeros()).flatMap((family) => [family, { ...family, values: samples.get(family.name) ?? [] }]);
}

function series(name: string, labels: Sample["labels"], bounds: number[], values: number[]): Sample[] {
  const [sum = 0, count = 0] = values.slice(bounds.length);
  const bucket = (le: number | string, value: number) => ({
    metricName: `${name}_bucket`,
    labels: { le, ...labels },
    value,
  });
  return [
    ...bounds.map((le, i) => bucket(le, values[i] ?? 0)),
    bucket("+Inf", count),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

/** A process that has said nothing for so long is gone, or will be heard again. */
const ALIVE_SECONDS = 20;

/** What the other living processes said last of themselves. */
async function readOthers(): Promise<Family[]> {
  const me = thisProcess().id;
  const rows = await withSystem(
    (tx) =>
      tx.execute<{ samples: unknown }>(sql`
        select samples from metric_processes
        where id <> ${me} and seen_at > now() - ${ALIVE_SECONDS}::int * interval '1 second' order by id`),
    METRIC_LIMITS,
  );
  const known = new Map((await familiesOf(instruments().own)).map((family) => [family.name, family]));
  return rows.flatMap(({ samples }) =>
    Told.parse(samples).flatMap(({ name, values }) => {
      const family = known.get(name);
      return family ? [{ ...family, values }] : [];
    }),
  );
}

const Labels = z.record(z.string(), z.string());
const Told = z.array(z.object({ name: z.string(), values: Samples }));
