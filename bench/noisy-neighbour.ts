import { Worker } from "node:worker_threads";
import { Installation } from "../e2e/installation.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * One organisation floods the product (API key, two server processes) while another one asks for its list of files ten
 * times a second: the other's p95 against its quiet p95, in the same run. BENCH_SECONDS and BENCH_FLOOD set the length and
 * the flood's connections. The flood runs in a thread of its own, so that it does not slow the measuring itself.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 15);
const CONNECTIONS = Number(process.env.BENCH_FLOOD ?? 32);
/** The thread: as many requests at once as told, one after the other on each connection, until it hears a word. */
const flood = `
    const { parentPort, workerData } = require("node:worker_threads");
    const http = require("node:http");
    const agent = new http.Agent({ keepAlive: true, maxSockets: workerData.connections });
    const headers = { host: workerData.tenant.slug + ".localhost:" + workerData.port, authorization: "Bearer " + workerData.tenant.apiKey };
    const counts = {};
    let going = true;
    const once = () => new Promise((resolve) => {
      const request = http.get({ host: "127.0.0.1", port: workerData.port, path: "/api/files", agent, headers }, (response) => {
        counts[response.statusCode] = (counts[response.statusCode] ?? 0) + 1;
        response.resume().on("end", resolve);
      });
      request.on("error", () => { counts.error = (counts.error ?? 0) + 1; resolve(); });
    });
    for (let i = 0; i < workerData.connections; i++) (async () => { while (going) await once(); })();
    parentPort.on("message", () => { going = false; parentPort.postMessage(counts); });
  `;

const installation = await Installation.create(3474, { WEB_PROCESSES: "2" });
try {
  await installation.start();
  const [loud, quiet] = [await installation.createTenant("loud"), await installation.createTenant("quiet")];
  const ask = async () => {
    const startedAt = performance.now();
    const response = await installation.api(quiet, "/api/files");
    await response.text();
    if (!response.ok) throw new Error(`GET /api/files: ${response.status}`);
    return performance.now() - startedAt;
  };
  const measure = async () => {
    const times: number[] = [];
    const end = performance.now() + SECONDS * 1000;
    while (performance.now() < end) {
      times.push(await ask());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return times;
  };
  for (let i = 0; i < 50; i++) await ask();
  const alone = await measure();
  const floodedFrom = performance.now();
  const flooding = new Worker(flood, {
    eval: true,
    workerData: { port: installation.port, tenant: loud, connections: CONNECTIONS },
  });
  // The burst that a quiet organisation may spend at once goes first.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const beside = await measure();
  const counts = await new Promise<Record<string, number>>((resolve) => {
    flooding.once("message", resolve);
    flooding.postMessage("stop");
  });
  const seconds = (performance.now() - floodedFrom) / 1000;
  const perSecond = (status: string) => round((counts[status] ?? 0) / seconds);
  await flooding.terminate();
  const row = (state: string, times: number[]) => ({
    state,
    requests: times.length,
    "p50 ms": round(percentile(times, 0.5)),
    "p95 ms": round(percentile(times, 0.95)),
    "p95 ratio": round(percentile(times, 0.95) / percentile(alone, 0.95), 2),
  });
  report(
    "noisy-neighbour",
    [row("alone", alone), row("beside the flood", beside)],
    [
      `The flood: ${CONNECTIONS} connections; answers by status: ${JSON.stringify(counts)}; a second ${perSecond("200")} admitted and ${perSecond("429")} refused.`,
      "Aim: p95 ratio below 2.",
    ],
  );
} finally {
  await installation.stop();
}
