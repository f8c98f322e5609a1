import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { Installation } from "./installation.ts";
import { type Reply, Visitor } from "./visitor.ts";

const PORT = 3466;

test.describe.configure({ mode: "serial" });
test.use({ trace: "off", screenshot: "off" });
// Processes are started again in them, which takes its time on a busy machine.
test.setTimeout(240_000);

/** Two web processes and two job workers, which end at once rather than late. */
let installation: Installation;
let sql: postgres.Sql;
let tenant: { slug: string; apiKey: string };
let key: { authorization: string };

test.beforeAll(async () => {
  test.setTimeout(240_000);
  installation = await Installation.create(PORT, {
    WEB_PROCESSES: "2",
    SHUTDOWN_DRAIN_MS: "2000",
    SHUTDOWN_GRACE_MS: "4000",
  });
  await installation.start();
  sql = postgres(await installation.databaseUrl(), { max: 3, onnotice: () => {} });
  tenant = await installation.createTenant("shutdown");
  key = { authorization: `Bearer ${tenant.apiKey}` };
});
test.afterAll(async () => {
  await sql?.end();
  await installation?.stop();
});

test("a web process that is told to end answers what is under way, and every new request is served", async () => {
  const caller = new Visitor(PORT, tenant.slug);
  const victim = await caller.process();
  const upload = await halfSent(victim);
  const deletion = await locked(
    await pendingFile(),
    async (deletion) => {
      process.kill(victim, "SIGTERM");
      const seen = new Set<string>();
      const failures: string[] = [];
      for (const until = Date.now() + 10_000; Date.now() < until && !seen.has("503 stopping"); ) {
        const [files, ready] = await Promise.all([
          caller.send("GET", "/api/files", { headers: key }),
          caller.send("GET", "/api/health/ready"),
        ]);
        if (files.status !== 200) failures.push(`${files.status} ${files.text}`);
        const { status, code } = JSON.parse(ready.text);
        seen.add(`${ready.status} ${code ?? status}`);
      }
      expect(failures).toEqual([]);
      expect([...seen]).toContain("503 stopping");
      return { answer: deletion };
    },
    await visitorOf(victim),
  );
  const answers = [await deletion.answer, await upload.complete()];
  expect(answers.map(({ status, headers }) => [status, headers.connection])).toEqual([
    [204, "close"],
    [201, "close"],
  ]);
  const served: number[] = [];
  await expect(async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => caller.send("GET", "/api/files", { headers: key })),
    );
    served.push(...replies.map(({ status }) => status));
    const now = new Set(await Promise.all(replies.map(() => caller.process())));
    expect(now.size).toBe(2);
    expect([...now]).not.toContain(victim);
  }).toPass({ timeout: 120_000, intervals: [100] });
  expect(new Set(served)).toEqual(new Set([200]));
  expect(installation.said).toMatch(/web process \d ended \(code 0\)/);
});

test("a job in hand of a worker that is told to end is handed back and completed by another", async () => {
  const file = await held("handed.ifc", async (id) => {
    const owner = (await ownerOf(id)) ?? 0;
    expect(owner).toBeGreaterThan(0);
    process.kill(owner, "SIGTERM");
    await expect(async () => {
      const now = await ownerOf(id);
      expect(now).not.toBeNull();
      expect(now).not.toBe(owner);
    }).toPass({ timeout: 60_000, intervals: [50] });
  });
  await completedOnce(file);
  expect(installation.said).toMatch(/job worker \d ended \(code 0\)/);
});

test("everything that is told to end answers, hands back, writes down and ends with 0; the next start goes on", async () => {
  const calls = 25;
  const before = await meteredAll();
  const pending = await pendingFile();
  const caller = new Visitor(PORT, tenant.slug);
  let ended: Promise<number | null> | undefined;
  let answer: Promise<Reply> | undefined;
  const file = await held("restart.ifc", async () => {
    for (let i = 0; i < calls; i++)
      expect((await caller.send("GET", "/api/files", { headers: key })).status).toBe(200);
    ({ answer } = await locked(pending, async (deletion) => {
      ended = installation.end();
      return { answer: deletion };
    }));
  });
  expect((await answer)?.status).toBe(204);
  expect(await ended).toBe(0);
  await installation.start();
  await sql.end();
  sql = postgres(await installation.databaseUrl(), { max: 3, onnotice: () => {} });
  // The upload, the reservation and its deletion are calls as well.
  expect((await metered()) - before).toBe(calls + 3);
  await completedOnce(file);
});

/** Uploads a model, holds its first step at what it writes while `work` goes on, and lets it go. */
async function held(name: string, work: (id: string) => Promise<void>): Promise<string> {
  return sql.begin(async (lock) => {
    await lock`lock table file_analyses in share row exclusive mode`;
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(await model())]), name);
    const upload = await installation.api(tenant, "/api/files/upload", { method: "POST", body: form });
    const { file_id: id } = await upload.json();
    await expect.poll(() => waitingFor("file_analyses"), { timeout: 60_000, intervals: [20] }).toBe(true);
    await work(id);
    return id;
  });
}

/** Deletes the reservation, held at its row while `work` goes on. */
async function locked<T>(
  id: string,
  work: (deletion: Promise<Reply>) => Promise<T>,
  by = new Visitor(PORT, tenant.slug),
) {
  return sql.begin(async (lock) => {
    await lock`select 1 from files where id = ${id} for update`;
    const deletion = by.send("DELETE", `/api/files/${id}`, { headers: key });
    // It is awaited later, and must not count as unhandled until then.
    deletion.catch(() => {});
    await expect.poll(() => waitingFor("files"), { intervals: [20] }).toBe(true);
    return work(deletion);
  });
}

async function waitingFor(table: string): Promise<boolean> {
  const rows = await sql`
    select from pg_locks l join pg_stat_activity a using (pid)
    where (not l.granted and l.relation = ${table}::regclass)
      or (a.wait_event_type = 'Lock' and a.query ~ ${`"?${table}"? `})`;
  return rows.length > 0;
}

const model = () => readFile(path.join("public", "samples", "sample-building.ifc"));

/** Bytes reserved for an upload that never comes. */
async function pendingFile(): Promise<string> {
  const made = await new Visitor(PORT, tenant.slug).send("POST", "/api/files", {
    body: { filename: "reserved.ifc", size: 1000 },
    headers: key,
  });
  expect(made.status, made.text).toBe(201);
  return JSON.parse(made.text).file_id;
}

/** A form upload of which half has been sent, over a connection that `visitor` keeps. */
async function halfSent(process: number): Promise<{ complete: () => Promise<Reply> }> {
  const agent = (await visitorOf(process)).agent;
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(await model())]), "half.ifc");
  const encoded = new Response(form);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  const half = Math.floor(bytes.length / 2);
  const request = http.request({
    host: "127.0.0.1",
    port: PORT,
    agent,
    method: "POST",
    path: "/api/files/upload",
    headers: {
      host: `${tenant.slug}.localhost:${PORT}`,
      ...key,
      "content-type": encoded.headers.get("content-type") ?? "",
      "content-length": bytes.length,
    },
  });
  const answer = new Promise<Reply>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
  });
  answer.catch(() => {});
  request.write(bytes.subarray(0, half));
  await expect
    .poll(async () => (await sql`select from files where filename = 'half.ifc'`).length, { intervals: [20] })
    .toBe(1);
  return {
    complete: () => {
      request.end(bytes.subarray(half));
      return answer;
    },
  };
}

/** A visitor whose one connection leads to this process. */
async function visitorOf(process: number): Promise<Visitor> {
  for (let i = 0; i < 20; i++) {
    const visitor = new Visitor(PORT, tenant.slug, { stay: true });
    if ((await visitor.process()) === process) return visitor;
    visitor.leave();
  }
  throw new Error(`Process ${process} does not answer`);
}

/** The processes that have the file's run in hand. */
async function ownerOf(file: string): Promise<number | null> {
  const [row] = await sql<{ pid: number }[]>`
    select w.pid from job_runs r join job_workers w on w.id = r.owner
    where r.status = 'running' and r.event -> 'data' ->> 'file_id' = ${file}`;
  return row?.pid ?? null;
}

async function completedOnce(file: string): Promise<void> {
  await expect(async () => {
    const state = await (await installation.api(tenant, `/api/files/${file}`)).json();
    expect(state.status).toBe("completed");
  }).toPass({ timeout: 60_000 });
  const [counts] = await sql`select
    (select count(*)::int from cost_estimates where file_id = ${file}) as estimates,
    (select count(*)::int from usage_events where kind = 'file_processed' and key like ${`%${file}`}) as metered,
    (select count(*)::int from file_analyses where file_id = ${file}) as analyses`;
  expect(counts).toEqual({ estimates: 1, metered: 1, analyses: 1 });
}

/** API calls that were written down. */
async function metered(): Promise<number> {
  const [row] =
    await sql`select coalesce(sum(quantity), 0)::int as calls from usage_events where kind = 'api_call'`;
  return row?.calls ?? 0;
}

/** The same once nothing more is on its way. */
async function meteredAll(): Promise<number> {
  for (let last = -1; ; await new Promise((resolve) => setTimeout(resolve, 2500))) {
    const now = await metered();
    if (now === last) return now;
    last = now;
  }
}
