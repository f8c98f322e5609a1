import http from "node:http";
import { Readable } from "node:stream";
import postgres from "postgres";
import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * The list of 50 files out of 100 000 of one tenant (1 000 000 in all), through the whole route wrapper (tenant, key,
 * membership, row-level security, validation both ways) against a bare handler that runs the same SQL without tenancy.
 * Both are served by the same plain HTTP server in one process and asked in turn.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = 3;
const CONNECTIONS = 8;
const database = await benchDatabase({ API_RATE_PER_SECOND: "1000000", API_RATE_BURST: "1000000" });

const { makeTenant } = await import("#db/test/tenant.ts");
const { withSystem } = await import("#db/tenant.ts");
const { insertApiKey } = await import("#lib/tenancy/create-tenant.ts");
const { closePools } = await import("#db/client.ts");
const { GET } = await import("#app/api/files/route.ts");

const owner = postgres(database.url, { max: 10, onnotice: () => {} });
const tenants = [];
for (let i = 0; i < 10; i++) tenants.push(await makeTenant({ slug: `bench-${i}` }));
for (const { id } of tenants) {
  await owner`insert into files (tenant_id, filename, format, size, status, storage_key, created_at)
    select ${id}, 'model-' || i || '.ifc', 'ifc', 1000 + i, 'completed', 'files/' || i, now() - i * interval '1 second' from generate_series(1, 100000) i`;
}
await owner`vacuum analyze files`;
const [tenant] = tenants;
if (!tenant) throw new Error("No tenant");
const { key } = await withSystem((tx) =>
  insertApiKey(tx, { tenantId: tenant.id, name: "bench", role: "viewer", createdBy: null, expiresAt: null }),
);

async function bare(): Promise<Response> {
  const [[counted], items] = await Promise.all([
    owner`select file_count as total from tenants where id = ${tenant?.id ?? ""}`,
    owner`select * from files where tenant_id = ${tenant?.id ?? ""} order by created_at desc, id desc limit 51`,
  ]);
  return Response.json({ items: items.slice(0, 50), total: counted?.total, next: null });
}
const handlers: Record<string, (request: Request) => Promise<Response>> = {
  bare,
  wrapper: (request) => GET(request),
};

const server = http.createServer(async (request, response) => {
  const which = request.url?.startsWith("/bare") ? "bare" : "wrapper";
  const answer = await handlers[which]?.(
    new Request(`http://bench${request.url}`, { headers: request.headers as Record<string, string> }),
  );
  response.writeHead(answer?.status ?? 500, Object.fromEntries(answer?.headers ?? []));
  if (answer?.body) Readable.fromWeb(answer.body as import("node:stream/web").ReadableStream).pipe(response);
  else response.end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const port = typeof address === "object" && address ? address.port : 0;
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function ask(target: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(
        {
          port,
          agent,
          path: target,
          headers: { host: `${tenant?.slug}.localhost:3000`, authorization: `Bearer ${key}` },
        },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`${target}: ${response.statusCode}`));
          response.resume().on("end", () => resolve(performance.now() - startedAt));
        },
      )
      .on("error", reject);
  });
}

async function load(target: string): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  const lane = async () => {
    while (performance.now() < end) times.push(await ask(target));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return times;
}

const times: Record<string, number[]> = { bare: [], wrapper: [] };
for (const target of ["/bare", "/wrapper"]) for (let i = 0; i < 50; i++) await ask(target);
for (let i = 0; i < ROUNDS; i++)
  for (const name of ["bare", "wrapper"]) times[name]?.push(...(await load(`/${name}`)));

const rate = (name: string) => (times[name]?.length ?? 0) / (SECONDS * ROUNDS);
report(
  "api",
  ["bare", "wrapper"].map((name) => ({
    handler: name,
    "requests/s": round(rate(name)),
    "p50 ms": round(percentile(times[name] ?? [], 0.5), 2),
    "p95 ms": round(percentile(times[name] ?? [], 0.95), 2),
    ratio: round(rate(name) / rate("bare"), 2),
  })),
  ["Aim: ratio of the wrapper at least 0.6."],
);
agent.destroy();
server.close();
await owner.end();
await closePools();
await database.stop();
