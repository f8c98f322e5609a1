import { instruments } from "./instruments.ts";
import type { Row } from "./sample.ts";

/** Takes out what was counted since the last time, and leaves nothing: each thing counted is in exactly one answer. */
export async function takeCounts(): Promise<Row[]> {
  const { counters, histograms } = instruments();
  // What is there is read before `get` first waits, so that nothing comes in between it and the reset.
  const taken = {
    counters: Object.values(counters).map((metric) => reset(metric)),
    histograms: Object.values(histograms).map((metric) => reset(metric)),
  };
  const counted = (await Promise.all(taken.counters)).flatMap(({ name, values }) =>
    values.map(({ labels, value }) => ({ name, labels: texts(labels), bounds: [], values: [value] })),
  );
  const observed = (await Promise.all(taken.histograms)).flatMap(({ name, values }) =>
    seriesOf(name, values),
  );
  return [...counted, ...observed].filter(({ values }) => values.some((value) => value > 0));
}

interface Metric {
  get(): Promise<{ name: string; values: Taken[] }>;
  reset(): void;
}
interface Taken {
  value: number;
  labels: Partial<Record<string, string | number>>;
  metricName?: string;
}

function reset(metric: Metric): ReturnType<Metric["get"]> {
  const values = metric.get();
  metric.reset();
  return values;
}

/** A histogram's samples come series by series: its buckets, then sum and count. */
function seriesOf(name: string, samples: Taken[]): Row[] {
  const rows: Row[] = [];
  let row: Row | undefined;
  for (const { labels, value, metricName } of samples) {
    const { le, ...own } = labels;
    if (metricName === `${name}_bucket` && row === undefined)
      row = { name, labels: texts(own), bounds: [], values: [] };
    if (!row) continue;
    // The bucket without a bound says what the count says.
    if (le === "+Inf") continue;
    row.values.push(value);
    if (le !== undefined) row.bounds.push(Number(le));
    if (metricName !== `${name}_count`) continue;
    rows.push(row);
    row = undefined;
  }
  return rows;
}

const texts = (labels: Partial<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
