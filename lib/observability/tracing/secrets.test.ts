import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { POST as startUpload } from "#app/api/files/route.ts";
import { closePools, pool } from "#db/client.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { route } from "#lib/http/route.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { newLogger } from "#lib/observability/logger.ts";
import { sendLine } from "./log-record.ts";
import { scrub } from "./scrub.ts";
import { inSpan } from "./span.ts";
import { served, traced } from "./testing/traced.ts";

afterAll(closePools);

const MAIL = "ada.planted@example.com";
const FILE = "Planted Villa.ifc";
const WORD = "planted-secret-7d1f";
const KEY = "cai_planted0123456789abcdef";
const PLANTED = [MAIL, "ada.planted", FILE, "Planted", WORD, KEY, "planted0123", "hunter2", "203.0.113.9"];

it("nothing of persons, files, secrets and values leaves the process, by traces or by logs", async () => {
  const { id, slug } = await makeTenant();
  const { key, headers } = await makeKey(id, "editor");
  const host = `${slug}.${config().rootDomain}`;
  const log = newLogger("debug", { write: sendLine });
  const failing = route({ summary: "Fails", access: "anyone" }, async (): Promise<Response> => {
    const words = `user ${MAIL} with ${KEY} could not open ${FILE}: password=hunter2 from 203.0.113.9`;
    const error = new Error(words, {
      cause: new Error(`"${WORD}" at postgres://ada:hunter2@db/x?key=${WORD}`),
    });
    log.child({ ip: "203.0.113.9", email: MAIL }).error({ err: error, filename: FILE }, `failed: ${words}`);
    throw error;
  });
  const receiver = await traced(async () => {
    await served(startUpload, host, async (url) => {
      const answer = await fetch(`${url}/api/files?email=${MAIL}&token=${WORD}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", cookie: `x=${WORD}`, "user-agent": WORD },
        body: JSON.stringify({ filename: FILE, size: 10 }),
      });
      expect(answer.status).toBe(201);
    });
    await served(failing, "localhost", async (url) => {
      const answer = await fetch(`${url}/files/${FILE}?q=${WORD}#${WORD}`);
      expect(answer.status).toBe(500);
    });
    await inSpan(
      "work",
      { attributes: { "user.email": MAIL, "file.name": FILE, "url.full": `http://x/?${WORD}` } },
      async (span) => {
        span.recordException(new Error(`no ${MAIL}`));
        span.addEvent("looked", { email: MAIL });
        await withTenant(id, (tx) =>
          tx.execute(
            sql`select id from files where filename = ${FILE} or filename = ${sql.raw(`'${WORD}'`)}`,
          ),
        );
        await pool("cai_system").sql`select ${WORD}::uuid from users where email = ${MAIL}`.catch(() => {});
        await inSpan("inner", {}, async () => z.literal(WORD).parse(MAIL)).catch(() => {});
      },
    );
  });
  // That what was planted went through there: the spans and lines are there, without it.
  const names = receiver.spans().map((span) => span.name);
  expect(names).toEqual(
    expect.arrayContaining([
      "POST /api/files",
      "INSERT files",
      "GET other",
      "SELECT files",
      "SELECT users",
      "inner",
    ]),
  );
  expect(receiver.logs().map(({ text }) => text)).toContainEqual(
    expect.stringContaining("failed: user [mail]"),
  );
  const sent = receiver.requests.map(({ body }) => body.toString()).join("\n");
  for (const planted of [...PLANTED, key, key.slice(0, 12)]) expect(sent).not.toContain(planted);
});

it.each([
  [`no such object files/${FILE}`, "no such object files/[file]"],
  ["connect ECONNREFUSED 10.0.0.7:5432", "connect ECONNREFUSED [ip]:5432"],
  ["Bearer abc.def-ghi refused", "Bearer [token] refused"],
  ["GET https://a.example/x?sig=1#y failed", "GET https://a.example/x failed"],
  [`Key (email)=(${MAIL}) already exists`, "Key (…)=(…) already exists"],
  [`{"message": "Invalid input: expected \\"${WORD}\\""}`, '{"…": "…"}'],
  ["cannot read anna's plans.PDF", "cannot read anna's [file]"],
  ["it's the member's own fault", "it's the member's own fault"],
  ["the quota of 100 files is used up", "the quota of 100 files is used up"],
  [`unexpected "${MAIL} of Ada Planted`, 'unexpected "…"'],
  [`unexpected 'Ada O'Planted and so on`, 'unexpected "…"'],
  [`no „Planted`, 'no "…"'],
  [`ends "in \\`, 'ends "…"'],
  [`${"x ".repeat(145)}${MAIL}`, `${"x ".repeat(145)}[mail]`],
  [`${"x ".repeat(148)}${MAIL}`, `${"x ".repeat(148)}…`],
  [`"${"x".repeat(3980)}" ${MAIL} y`, '"…" …'],
  [`${MAIL.slice(0, 12)}… (cause)`, "… (cause)"],
  ["getaddrinfo ENOTFOUND db.planted.example", "getaddrinfo ENOTFOUND [host]"],
  ["connect ECONNREFUSED planted-db:5432", "connect ECONNREFUSED [host]:5432"],
  ["connect ECONNREFUSED ::1:27017", "connect ECONNREFUSED [ip]:27017"],
  ["connect ETIMEDOUT 2001:db8::8a2e:370:7334", "connect ETIMEDOUT [ip]"],
  ["from fe80:0:0:0:202:b3ff:fe1e:8329 at 10:36:41", "from [ip] at 10:36:41"],
  ["no route to db1.planted.internal", "no route to [host]"],
])("of the words %j is left: %j", (text, left) => {
  expect(scrub(text)).toBe(left);
  expect(scrub(left)).toBe(left);
});

it("reads the words of an error before they are cut, those of its causes too", async () => {
  const receiver = await traced(async () => {
    const cause = new Error(`${"y ".repeat(240)}no ${MAIL} there`);
    await inSpan("work", {}, async () => {
      throw new Error(`"${"x".repeat(490)}" of ${MAIL}`, { cause });
    }).catch(() => {});
  });
  const message = receiver.spans()[0]?.attributes["error.message"];
  expect(message).toMatch(/^Error: "…" of \[mail\] \(Error: y y /);
  expect(String(message).length).toBeLessThanOrEqual(301);
});
