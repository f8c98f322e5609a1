import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { Installation } from "./installation.ts";
import { invitationToken, Visitor } from "./visitor.ts";

const PORT = 3462;
const PASSWORD = "correct horse battery";
const OPERATOR = { authorization: "Bearer operator-token-for-tests" };

test.describe.configure({ mode: "serial" });
test.use({ trace: "off", screenshot: "off" });

/** Two web processes on one port, two job workers, one database. */
let installation: Installation;
let sql: postgres.Sql;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  installation = await Installation.create(PORT, {
    WEB_PROCESSES: "2",
    JOB_WORKERS: "2",
    OPERATOR_TOKEN: "operator-token-for-tests",
  });
  await installation.start();
  sql = postgres(await installation.databaseUrl(), { max: 1, onnotice: () => {} });
});
test.afterAll(async () => {
  await sql?.end();
  await installation?.stop();
});

test("the storage quota admits exactly what fits, whichever process is asked", async () => {
  const { slug, key } = await organisation("quota");
  const size = 1000;
  await operator("PATCH", `/api/admin/tenants/${slug}`, { storage_quota: 5 * size });
  const caller = new Visitor(PORT, slug);
  const create = (name: string) =>
    caller.send("POST", "/api/files", { body: { filename: `${name}.ifc`, size }, headers: key });

  const before = await Promise.all(Array.from({ length: 20 }, () => caller.process()));
  expect(new Set(before).size).toBe(2);
  const answers = await Promise.all(Array.from({ length: 24 }, (_, i) => create(`a${i}`)));
  const admitted = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(admitted).toHaveLength(5);
  expect(refused.map(problemOf)).toEqual(Array(19).fill("429 storage_quota_exceeded"));

  for (const { text } of admitted.slice(0, 2)) {
    const { file_id } = JSON.parse(text);
    expect((await caller.send("DELETE", `/api/files/${file_id}`, { headers: key })).status).toBe(204);
  }
  const again = await Promise.all(Array.from({ length: 12 }, (_, i) => create(`b${i}`)));
  expect(again.filter(({ status }) => status === 201)).toHaveLength(2);
  const [row] = await sql`select storage_reserved::int as reserved from tenants where slug = ${slug}`;
  expect(row?.reserved).toBe(5 * size);
});

test("a session that one process ends, and a member whom one removes, are out on the other at once", async () => {
  const { slug, email, key } = await organisation("sessions");
  const [here, there] = await oneOnEach(slug);
  expect(await here.signIn(email, PASSWORD)).toBeNull();
  const cookie = here.cookie();
  const me = (visitor: Visitor) => visitor.send("GET", "/api/me", { headers: { cookie } });
  for (const visitor of [here, there]) expect((await me(visitor)).status).toBe(200);

  const left = await here.send("POST", "/api/me/sign-out-everywhere");
  expect(left.status).toBe(204);
  expect(problemOf(await me(there))).toBe("401 unauthenticated");
  expect(problemOf(await me(here))).toBe("401 unauthenticated");

  expect(await here.signIn(email, PASSWORD)).toBeNull();
  const member = await invited(slug, here);
  const files = () => there.send("GET", "/api/files", { headers: { cookie: member.cookie } });
  expect((await files()).status).toBe(200);
  const removed = await here.send("DELETE", `/api/members/${member.id}`);
  expect(removed.status).toBe(204);
  expect(problemOf(await files())).toBe("401 unauthenticated");

  // An API key that one process revokes is refused by the other.
  const [{ id }] = JSON.parse((await here.send("GET", "/api/api-keys", { headers: key })).text).items;
  expect((await there.send("GET", "/api/files", { headers: { ...key, cookie: "" } })).status).toBe(200);
  expect((await here.send("DELETE", `/api/api-keys/${id}`)).status).toBe(204);
  const after = await there.send("GET", "/api/files", { headers: { ...key, cookie: "" } });
  expect(problemOf(after)).toBe("401 unauthenticated");
  for (const visitor of [here, there]) visitor.leave();
});

test("sign-in attempts are counted across the processes", async () => {
  const { slug, email } = await organisation("limit");
  const pair = await oneOnEach(slug);
  const tries: (string | null)[] = [];
  for (let i = 0; i < 6; i++)
    for (const visitor of pair) tries.push(await visitor.signIn(email, "not the password"));
  expect(tries.slice(0, 10)).toEqual(Array(10).fill("CredentialsSignin"));
  expect(tries.slice(10)).toEqual(["too_many_requests", "too_many_requests"]);
  for (const visitor of pair) visitor.leave();
});

test("a schedule's occurrence runs once, however many workers notice it", async () => {
  const workers = () =>
    sql`select distinct pid from job_workers where seen_at > now() - interval '5 seconds' order by pid`.then(
      (rows) => rows.map(({ pid }) => Number(pid)),
    );
  const first = await workers();
  expect(first).toHaveLength(2);
  const due = async () => {
    const rows = await sql`
      select event ->> 'ts' as at, count(*)::int as runs, bool_and(status = 'completed') as completed
      from job_runs where function_id like '%sweep-expired' group by 1`;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ runs: 1, completed: true });
  };
  await expect(due).toPass({ timeout: 15_000 });

  // Workers that replace them notice the same occurrence anew.
  for (const pid of first) process.kill(pid, "SIGKILL");
  await expect(async () => {
    const now = await workers();
    expect(now.filter((pid) => !first.includes(pid))).toHaveLength(2);
  }).toPass({ timeout: 60_000 });
  await expect(due).toPass({ timeout: 15_000 });
});

test("a killed web process is replaced, and no request after it fails", async () => {
  const { slug, key } = await organisation("killed");
  const [here, there] = await oneOnEach(slug);
  const victim = await here.process();
  const other = await there.process();
  for (const visitor of [here, there]) visitor.leave();
  process.kill(victim, "SIGKILL");
  await expect(() => expect(alive(victim)).toBe(false)).toPass({ timeout: 5_000, intervals: [5] });

  const caller = new Visitor(PORT, slug);
  const answered = new Set<number>();
  const failures: string[] = [];
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && !(answered.size > 1 && answered.has(other))) {
    const replies = await Promise.allSettled(
      Array.from({ length: 4 }, () => caller.send("GET", "/api/files", { headers: key })),
    );
    for (const reply of replies)
      if (reply.status === "rejected" || reply.value.status !== 200)
        failures.push(reply.status === "rejected" ? String(reply.reason) : problemOf(reply.value));
    answered.add(await caller.process());
  }
  expect(failures).toEqual([]);
  expect(answered.has(victim)).toBe(false);
  expect(answered.size).toBe(2);
});

/** Two visitors whose connections lead to different processes. */
async function oneOnEach(slug: string): Promise<[Visitor, Visitor]> {
  const first = new Visitor(PORT, slug, { stay: true });
  const process = await first.process();
  for (let i = 0; i < 20; i++) {
    const second = new Visitor(PORT, slug, { stay: true });
    if ((await second.process()) !== process) return [first, second];
    second.leave();
  }
  throw new Error("Only one process answers");
}

async function operator(method: string, path: string, body: unknown) {
  const { status, text } = await new Visitor(PORT, null).send(method, path, { body, headers: OPERATOR });
  expect(status, text).toBeLessThan(300);
  return JSON.parse(text);
}

async function organisation(slug: string) {
  const email = `${slug}@example.test`;
  const { api_key } = await operator("POST", "/api/admin/tenants", {
    name: slug,
    slug,
    plan: "pro",
    admin_email: email,
    admin_password: PASSWORD,
  });
  return { slug, email, key: { authorization: `Bearer ${api_key}` } };
}

/** A viewer who accepted an invitation and signed in. */
async function invited(slug: string, admin: Visitor): Promise<{ id: string; cookie: string }> {
  const email = `viewer@${slug}.test`;
  await admin.send("POST", "/api/invitations", { body: { email, role: "viewer" } });
  const token = await invitationToken(PORT, email);
  const viewer = new Visitor(PORT, slug);
  await viewer.send("POST", "/api/invitations/accept", { body: { token, name: "Vi", password: PASSWORD } });
  expect(await viewer.signIn(email, PASSWORD)).toBeNull();
  const members = JSON.parse((await viewer.send("GET", "/api/members")).text).items;
  const { user_id: id } = members.find((member: { email: string }) => member.email === email);
  return { id, cookie: viewer.cookie() };
}

function problemOf({ status, text }: { status: number; text: string }): string {
  return `${status} ${/"code":"(\w+)"/.exec(text)?.[1]}`;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
