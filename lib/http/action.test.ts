import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { action } from "#lib/http/action.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const Fields = z.object({
  name: z.string().trim().min(1, "Give a name."),
  size: z.coerce.number().int("Give whole bytes."),
});
const echo = action(
  { summary: "Echo", access: "anyone", input: Fields, output: Fields },
  async ({ input }) => input,
);
const failing = (error: unknown) =>
  action({ summary: "Fails", access: "anyone", input: z.object({}) }, async () => {
    throw error;
  });
const headers = (more: Record<string, string> = {}, host = config().rootDomain) =>
  new Headers({ host, origin: `${config().protocol}://${host}`, ...more });
const TRACE = expect.stringMatching(/^[0-9a-f]{32}$/);

describe("an action", () => {
  it("reads the fields by its schema and answers what its schema lets out", async () => {
    expect(await echo(headers(), { name: " a ", size: "12", $ACTION_KEY: "x" })).toEqual({
      ok: true,
      data: { name: "a", size: 12 },
    });
  });

  it("names each field at fault, with a code, a sentence and the trace id", async () => {
    for (const input of [{ name: "", size: "1.5" }, {}, [], null, undefined, "text", 5])
      expect(await echo(headers(), input)).toMatchObject({
        ok: false,
        problem: { status: 400, code: "invalid_input", trace_id: TRACE },
      });
    expect(await echo(headers(), { name: "", size: "1.5" })).toMatchObject({
      problem: {
        detail: "name: Give a name.",
        issues: [
          { path: "name", message: "Give a name." },
          { path: "size", message: "Give whole bytes." },
        ],
      },
    });
  });

  it("answers the domain's errors as a route does, and tells nothing of what failed inside", async () => {
    expect(
      await failing(new Conflict("slug_taken", "Choose another one.", { slug: "a" }))(headers(), {}),
    ).toEqual({
      ok: false,
      problem: {
        type: "urn:construction-ai:problem:slug_taken",
        title: "Conflict",
        status: 409,
        code: "slug_taken",
        detail: "Choose another one.",
        trace_id: TRACE,
        slug: "a",
      },
    });
    const inside = await failing(new Error("password=hunter2"))(headers(), {});
    expect(inside).toMatchObject({ ok: false, problem: { status: 500, code: "internal_error" } });
    expect(JSON.stringify(inside)).not.toContain("hunter2");
  });

  it("fails as ours when the handler answers what it does not declare", async () => {
    const wrong = action(
      { summary: "Wrong", access: "anyone", input: z.object({}), output: z.object({ id: z.uuid() }) },
      async () => ({ id: "no uuid" }),
    );
    expect(await wrong(headers(), {})).toMatchObject({ ok: false, problem: { code: "internal_error" } });
  });

  it("does nothing for another origin, however the fields look", async () => {
    let done = 0;
    const count = action({ summary: "Counts", access: "anyone", input: z.object({}) }, async () => {
      done++;
    });
    for (const origin of ["null", "https://evil.example", `http://a.${config().rootDomain}`])
      expect(await count(headers({ origin }), {})).toMatchObject({ problem: { code: "origin_refused" } });
    const none = headers();
    none.delete("origin");
    expect(await count(none, {})).toMatchObject({ problem: { code: "origin_refused" } });
    expect(done).toBe(0);
    expect(await count(headers(), {})).toEqual({ ok: true, data: undefined });
    expect(done).toBe(1);
  });

  it("hands the handler the tenant of its host and credentials", async () => {
    const tenant = await makeTenant();
    const key = await makeKey(tenant.id, "editor");
    const who = action(
      { summary: "Who", access: "editor", input: z.object({}), output: z.object({ id: z.string() }) },
      async ({ ctx }) => ({ id: ctx.tenant.id }),
    );
    const host = `${tenant.slug}.${config().rootDomain}`;
    expect(await who(headers(key.headers, host), {})).toEqual({ ok: true, data: { id: tenant.id } });
    expect(await who(headers({}, host), {})).toMatchObject({ problem: { status: 401 } });
  });
});
