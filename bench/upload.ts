import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import postgres from "postgres";
import { Installation } from "../e2e/installation.ts";
import { report, round } from "./lib/report.ts";

/**
 * A generated file through the product (resumable upload: parts to the store, then verified as a whole) against one
 * plain HTTP stream to a server that computes SHA-256 and writes to the same disk. Prints MB/s, the ratio, and how much
 * the memory of the web process grew. BENCH_GIB sets the size (5).
 */
const MIB = 2 ** 20;
const SIZE = Math.round(Number(process.env.BENCH_GIB ?? 5) * 1024) * MIB;
const LANES = 3;

const block = Buffer.alloc(MIB);
for (let i = 0; i < MIB; i += 4) block.writeUInt32LE((i * 2654435761) >>> 0, i);
const firstBlock = Buffer.from(block);
firstBlock.write("ISO-10303-21;\nHEADER;\n");
const blockAt = (index: number) => (index === 0 ? firstBlock : block);

const installation = await Installation.create(3471);
try {
  await installation.start();
  const tenant = await installation.createTenant("bench");
  const sql = postgres(await installation.databaseUrl(), { max: 1, onnotice: () => {} });
  // Room for the file, and no processing of what is no model.
  await sql`update tenants set storage_quota = ${SIZE * 4}`;
  await sql`update tenant_settings set max_file_size = ${SIZE * 2}`;
  await sql.end();
  const web = await webProcess();

  const plain = await plainStream();
  const idle = await residentBytes(web);
  const product = await throughProduct(tenant, web);
  const mbs = (seconds: number) => round(SIZE / 1e6 / seconds);
  report(
    "upload",
    [
      {
        way: "plain stream",
        GiB: round(SIZE / 2 ** 30, 2),
        seconds: round(plain, 2),
        "MB/s": mbs(plain),
        ratio: 1,
      },
      {
        way: "product",
        GiB: round(SIZE / 2 ** 30, 2),
        seconds: round(product.seconds, 2),
        "MB/s": mbs(product.seconds),
        ratio: round(plain / product.seconds, 2),
        "of it verifying s": round(product.completing, 2),
        "memory growth MB": round((product.peak - idle) / 1e6),
      },
    ],
    ["Aims: ratio at least 0.8, growth under 150 MB."],
  );
} finally {
  await installation.stop();
}

async function plainStream(): Promise<number> {
  const child = fork(path.join("bench", "lib", "sink.ts"), [path.join(installation.dataDir, "plain.bin")]);
  const [port] = await once(child, "message");
  const startedAt = performance.now();
  const { body } = await put(port, "/", { "content-length": SIZE }, 0, SIZE / MIB);
  const seconds = (performance.now() - startedAt) / 1000;
  const expected = createHash("sha256");
  for (let i = 0; i < SIZE / MIB; i++) expected.update(blockAt(i));
  if (body !== expected.digest("hex")) throw new Error("The plain server got other bytes than were sent");
  child.kill();
  return seconds;
}

async function throughProduct(tenant: { slug: string; apiKey: string }, web: number) {
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await residentBytes(web));
  }, 100);
  const startedAt = performance.now();
  const json = { method: "POST", headers: { "content-type": "application/json" } };
  const call = (route: string, body: unknown) =>
    installation.api(tenant, route, { ...json, body: JSON.stringify(body) });
  const upload = await (await call("/api/files", { filename: "bench.ifc", size: SIZE })).json();
  const waiting = [...upload.parts];
  const parts: { number: number; etag: string }[] = [];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const from = ((part.number - 1) * upload.part_size) / MIB;
      const to = Math.min(SIZE / MIB, from + upload.part_size / MIB);
      const { status, etag } = await put(
        installation.port,
        part.url,
        { "content-length": (to - from) * MIB },
        from,
        to,
      );
      if (status !== 200) throw new Error(`Part ${part.number}: ${status}`);
      parts.push({ number: part.number, etag });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const sent = performance.now();
  const done = await call(`/api/files/${upload.file_id}/complete`, {
    parts: parts.sort((a, b) => a.number - b.number),
  });
  if (!done.ok) throw new Error(`Complete: ${done.status} ${await done.text()}`);
  const now = performance.now();
  clearInterval(watch);
  return { seconds: (now - startedAt) / 1000, completing: (now - sent) / 1000, peak };
}

function put(port: number, route: string, headers: http.OutgoingHttpHeaders, from: number, to: number) {
  return new Promise<{ status: number; etag: string; body: string }>((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, path: route, method: "PUT", headers },
      async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        resolve({
          status: response.statusCode ?? 0,
          etag: String(response.headers.etag ?? "").replaceAll('"', ""),
          body,
        });
      },
    );
    request.on("error", reject);
    const send = async () => {
      for (let i = from; i < to; i++) if (!request.write(blockAt(i))) await once(request, "drain");
      request.end();
    };
    send().catch(reject);
  });
}

/** The process that serves: the one of the installation whose command line is the web script. */
async function webProcess(): Promise<number> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const [command, environment] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
      readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
    ]);
    if (command.includes("web.ts") && environment.includes(`DATA_DIR=${installation.dataDir}`))
      return Number(pid);
  }
  throw new Error("The web process was not found (the benchmark reads /proc, so it needs Linux)");
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
