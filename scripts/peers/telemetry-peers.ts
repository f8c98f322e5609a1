import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { z } from "zod";
import { MONITORING, readYaml } from "./monitoring.ts";
import { freePorts } from "./s3-peer.ts";

export interface TelemetryPeers {
  /** Where the product sends traces and logs. */
  otlp: string;
  /** What the collector has written so far, with the log lines it was sent. */
  collected(): string;
  jaeger: string;
  prometheus: string;
  stop(): Promise<void>;
}

/** How a trace is decided: sooner than in production, so that a test need not wait. */
const DECISION_WAIT = "3s";
const READY_MS = 60_000;

/** Path of Jaeger's binary, built where it is missing (see jaeger-peer.sh); a sentence where it cannot be had. */
export async function buildJaeger(): Promise<{ binary: string } | { missing: string }> {
  const script = path.join(import.meta.dirname, "jaeger-peer.sh");
  try {
    const { stdout } = await promisify(execFile)("bash", [script], { maxBuffer: 1 << 26 });
    return { binary: stdout.trim() };
  } catch (error) {
    const failed = z.object({ code: z.unknown(), stderr: z.string() }).safeParse(error).data;
    if (failed?.code === 3) return { missing: failed.stderr.trim().split("\n").at(-1) ?? "" };
    throw error;
  }
}

/**
 * Jaeger, the collector (Jaeger's binary has one) and Prometheus on what ships in monitoring/, on ports of their own, with
 * the product at `productPort`. Only intervals, addresses and the token's file are others.
 */
export async function startTelemetryPeers(
  binary: string,
  product: { port: number; metricsToken: string },
): Promise<TelemetryPeers> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "cai-telemetry-"));
  const first = await freePorts(8);
  const [grpc, http, collectorMetrics, jaegerGrpc, query, queryGrpc, jaegerMetrics, prometheus] = [
    0, 1, 2, 3, 4, 5, 6, 7,
  ].map((i) => String(first + i));
  const running: Running[] = [];
  const stop = async () => {
    await Promise.all(running.map(end));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const collector = run(binary, ["--config", path.join(MONITORING, "otel-collector.yaml")], {
      COLLECTOR_HOST: "127.0.0.1",
      COLLECTOR_GRPC_PORT: grpc,
      COLLECTOR_HTTP_PORT: http,
      COLLECTOR_METRICS_PORT: collectorMetrics,
      COLLECTOR_DECISION_WAIT: DECISION_WAIT,
      JAEGER_OTLP: `127.0.0.1:${jaegerGrpc}`,
    });
    running.push(collector);
    running.push(
      run(binary, ["--config", path.join(MONITORING, "jaeger.yaml")], {
        JAEGER_HOST: "127.0.0.1",
        JAEGER_GRPC_PORT: jaegerGrpc,
        JAEGER_QUERY_PORT: query,
        JAEGER_QUERY_GRPC_PORT: queryGrpc,
        JAEGER_METRICS_PORT: jaegerMetrics,
      }),
    );
    const settings = await prometheusSettings(directory, product, {
      "otel-collector": `127.0.0.1:${collectorMetrics}`,
      prometheus: `127.0.0.1:${prometheus}`,
    });
    running.push(
      run("prometheus", [
        `--config.file=${settings}`,
        `--storage.tsdb.path=${path.join(directory, "data")}`,
        `--web.listen-address=127.0.0.1:${prometheus}`,
      ]),
    );
    const peers = {
      otlp: `http://127.0.0.1:${http}`,
      collected: () => collector.said(),
      jaeger: `http://127.0.0.1:${query}`,
      prometheus: `http://127.0.0.1:${prometheus}`,
      stop,
    };
    await Promise.all(
      [`${peers.otlp}/v1/traces`, `${peers.jaeger}/api/services`, `${peers.prometheus}/-/ready`].map((url) =>
        answers(url, running),
      ),
    );
    return peers;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The shipped configuration of Prometheus, with other addresses and a quicker step. */
async function prometheusSettings(
  directory: string,
  { port, metricsToken }: { port: number; metricsToken: string },
  others: Record<string, string>,
): Promise<string> {
  const shipped = path.join(MONITORING, "prometheus/prometheus.yml");
  const settings = await readYaml(shipped, Settings);
  const token = path.join(directory, "metrics-token");
  await writeFile(token, metricsToken);
  const targets: Record<string, string> = { "construction-ai": `127.0.0.1:${port}`, ...others };
  const changed = {
    ...settings,
    global: { scrape_interval: "2s", scrape_timeout: "2s", evaluation_interval: "2s" },
    rule_files: settings.rule_files.map((files) => path.join(path.dirname(shipped), files)),
    scrape_configs: settings.scrape_configs.map((scrape) => ({
      ...scrape,
      ...(scrape.authorization ? { authorization: { credentials_file: token } } : {}),
      static_configs: [{ targets: [targets[scrape.job_name] ?? `no target for ${scrape.job_name}`] }],
    })),
  };
  const file = path.join(directory, "prometheus.yml");
  await writeFile(file, stringify(changed));
  return file;
}

const Settings = z.looseObject({
  rule_files: z.array(z.string()),
  scrape_configs: z.array(z.looseObject({ job_name: z.string(), authorization: z.unknown().optional() })),
});

interface Running {
  child: ChildProcess;
  said(): string;
}

function run(command: string, parts: string[], env: Record<string, string | undefined> = {}): Running {
  const child = spawn(command, parts, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer) => {
    said = (said + chunk).slice(-4_000_000);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  // A program that is not there says so by this event; that it does not run is seen below.
  child.on("error", (error) => {
    said += error.message;
  });
  return { child, said: () => `${command}\n${said}` };
}

async function end({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(forced);
}

async function answers(url: string, running: Running[]): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      // The receiver takes no GET, which says that it is there.
      if (response.ok || response.status === 405) return;
    } catch {
      // Not yet.
    }
    const dead = running.find(({ child }) => child.pid === undefined || child.exitCode !== null);
    if (dead || Date.now() > deadline)
      throw new Error(`${url} does not answer. ${(dead ?? running[0])?.said().slice(-4000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A sample model: a real one beside the repository where there is any, else the generated building. */
export async function aModel(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer>; real: boolean }> {
  const real = path.resolve(import.meta.dirname, "../../../shared/data/ifc/ac20-fzk-haus.ifc4.ifc");
  const generated = path.resolve(import.meta.dirname, "../../public/samples/sample-building.ifc");
  const bytes = await readFile(real).catch(() => null);
  if (bytes) return { name: path.basename(real), bytes: new Uint8Array(bytes), real: true };
  return { name: "sample.ifc", bytes: new Uint8Array(await readFile(generated)), real: false };
}
