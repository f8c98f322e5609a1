import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { Installation } from "../e2e/installation.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * Two installations on the same build, one with traces and logs exported and its metrics scraped, one with
 * OTEL_SDK_DISABLED, asked in turn in many short rounds; the one that is not asked is suspended. BENCH_SECONDS a round,
 * BENCH_ROUNDS rounds. The ratio is the median over pairs of rounds, so that what else the machine does falls out: the
 * shorter the rounds, the more so. Metrics are read every SCRAPE_SECONDS of being asked, as often as monitoring/ has it.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 41);
const SCRAPE_SECONDS = 15;
const CONNECTIONS = 8;
const METRICS_TOKEN = "bench-telemetry-metrics";
const COMMON = {
  API_RATE_PER_SECOND: "1000000",
  API_RATE_BURST: "1000000",
  JOB_WORKERS: "1",
  METRICS_TOKEN,
};

/** Takes what is exported and forgets it, in a thread of its own; tells its port, then, asked, what came. */
const sink = new Worker(
  `
  const { parentPort } = require("node:worker_threads");
  let requests = 0, bytes = 0;
  const server = require("node:http").createServer((request, response) => {
    requests++;
    request.on("data", (chunk) => { bytes += chunk.length; }).on("end", () => response.end());
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
  parentPort.on("message", () => parentPort.postMessage({ requests, bytes }));
  `,
  { eval: true },
);
const sinkPort = await said<number>(sink);

interface Side {
  name: "on" | "off";
  installation: Installation;
  tenant: { slug: string; apiKey: string };
  file: string;
}

/** One kind of request; the body is sent as it stands. */
interface Load {
  method: string;
  path: string;
  contentType?: string;
  body?: Buffer;
}

/** As many requests at once as told, one after the other on each connection, until the time is over. */
const LOADER = `
  const { parentPort, workerData: { port, tenant, load, seconds, connections } } = require("node:worker_threads");
  const http = require("node:http");
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const headers = { "x-tenant-id": tenant.slug, authorization: "Bearer " + tenant.apiKey };
  if (load.body) Object.assign(headers, { "content-type": load.contentType, "content-length": load.body.length });
  const from = performance.now(), until = from + seconds * 1000, refused = new Set();
  let answered = 0;
  const once = () => new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, path: load.path, method: load.method, agent, headers }, (response) => {
      if (response.statusCode < 300) answered++; else refused.add(String(response.statusCode));
      response.resume().on("end", resolve);
    });
    request.on("error", reject).end(load.body ? Buffer.from(load.body) : undefined);
  });
  const lane = async () => { while (performance.now() < until) await once(); };
  Promise.all(Array.from({ length: connections }, lane))
    .catch((error) => refused.add(error.message))
    .then(() => parentPort.postMessage({ answered, refused: [...refused], took: (performance.now() - from) / 1000 }));
`;

const sample = await readFile("public/samples/sample-building.ifc");
const sides: Side[] = [];
try {
  sides.push(
    await prepare("on", 3476, { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sinkPort}` }),
    await prepare("off", 3477, { OTEL_SDK_DISABLED: "true" }),
  );
  const loads: Record<string, (side: Side) => Load> = {
    "list files": () => ({ method: "GET", path: "/api/files?limit=50" }),
    "read an analysis": ({ file }) => ({ method: "GET", path: `/api/files/${file}/analysis` }),
    "upload a file": () => ({ method: "POST", path: "/api/files/upload", ...form(sample.subarray(0, 4096)) }),
  };
  const rows = [];
  for (const [name, load] of Object.entries(loads)) rows.push(await compare(name, load));
  const { requests, bytes } = await said<{ requests: number; bytes: number }>(sink, "tell");
  report("telemetry", rows, [
    `${requests} exports of ${round(bytes / 2 ** 20)} MiB came.`,
    "Aim: ratio at least 0.9.",
  ]);
} finally {
  for (const { installation } of sides) installation.resume();
  await Promise.all(sides.map(({ installation }) => installation.stop()));
  await sink.terminate();
}

async function prepare(name: Side["name"], port: number, env: Record<string, string>): Promise<Side> {
  const installation = await Installation.create(port, { ...COMMON, ...env });
  await installation.start();
  const tenant = await installation.createTenant("bench");
  const { contentType, body } = form(sample);
  for (let i = 0; i < 50; i++) {
    const answer = await installation.api(tenant, "/api/files/upload", {
      method: "POST",
      body: new Uint8Array(body),
      headers: { "content-type": contentType },
    });
    if (!answer.ok) throw new Error(`An upload was answered ${answer.status}`);
  }
  let done: { file_id: string }[] = [];
  while (done.length < 50) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    done = (await (await installation.api(tenant, "/api/files?limit=50&status=completed")).json()).items;
  }
  installation.suspend();
  return { name, installation, tenant, file: done[0]?.file_id ?? "" };
}

async function compare(name: string, load: (side: Side) => Load) {
  const scrapeEvery = Math.max(1, Math.round(SCRAPE_SECONDS / SECONDS));
  const rates: Record<Side["name"], number[]> = { on: [], off: [] };
  for (const side of sides) await oneRound(side, load(side), 1, false);
  for (let i = 0; i < ROUNDS; i++)
    // Which goes first alternates as well.
    for (const side of i % 2 ? sides : sides.toReversed())
      rates[side.name].push(await oneRound(side, load(side), SECONDS, i % scrapeEvery === 0));
  const ratios = rates.on.map((rate, i) => rate / (rates.off[i] ?? Number.NaN));
  return {
    request: name,
    "on /s": round(percentile(rates.on, 0.5)),
    "off /s": round(percentile(rates.off, 0.5)),
    ratio: round(percentile(ratios, 0.5), 3),
    "least ratio": round(Math.min(...ratios), 3),
    "most ratio": round(Math.max(...ratios), 3),
  };
}

/** Answered requests a second. */
async function oneRound(
  { name, installation, tenant }: Side,
  load: Load,
  seconds: number,
  scraped: boolean,
): Promise<number> {
  installation.resume();
  const metrics = scraped && name === "on" ? scrape(installation) : null;
  const worker = new Worker(LOADER, {
    eval: true,
    workerData: { port: installation.port, tenant, load, seconds, connections: CONNECTIONS },
  });
  const { answered, refused, took } = await said<{ answered: number; refused: string[]; took: number }>(
    worker,
  );
  await metrics;
  await worker.terminate();
  installation.suspend();
  if (refused.length > 0) throw new Error(`${load.method} ${load.path}: ${refused.join(", ")}`);
  return answered / took;
}

async function scrape(installation: Installation): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${installation.port}/api/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  await response.text();
}

function form(file: Buffer): { contentType: string; body: Buffer } {
  const boundary = "bench-telemetry";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="model.ifc"\r\ncontent-type: application/x-step\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

function said<T>(worker: Worker, question?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
    if (question) worker.postMessage(question);
  });
}
