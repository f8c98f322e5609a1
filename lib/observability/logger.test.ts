import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { newLogger } from "./logger.ts";

afterAll(closePools);

function logged(error: unknown): { line: string; err: Record<string, unknown> } {
  let line = "";
  const log = newLogger("error", {
    write: (text) => {
      line += text;
    },
  });
  log.child({ tenantId: "t" }).error({ err: error }, "request failed");
  return { line, err: JSON.parse(line).err };
}

describe("a failed query in the log", () => {
  const SECRET = "planted-secret-7d1f";

  it("has its code, statement, stack and cause, and none of its values", async () => {
    const error = await withSystem((tx) =>
      tx
        .update(users)
        .set({ name: SECRET.repeat(10_000) })
        .where(sql`${users.email} = ${SECRET} and 1 / (length(${SECRET}) - ${SECRET.length}::int) = 1`),
    ).catch((e) => e);
    expect(String(error)).toContain(SECRET);
    const { line, err } = logged(error);
    expect(line).not.toContain(SECRET);
    expect(line.length).toBeLessThan(10_000);
    expect(err).toMatchObject({
      message: expect.stringContaining('update "users"'),
      stack: expect.stringContaining("    at "),
      cause: { type: "PostgresError", code: "22012", message: "division by zero" },
    });
  });

  it("does not quote what the database refused", async () => {
    const { id } = await makeTenant();
    const { email } = await makeMember(id, "viewer");
    const other = await makeMember(id, "viewer");
    const refusals = [
      withSystem((tx) => tx.update(users).set({ email }).where(eq(users.id, other.id))),
      withSystem((tx) => tx.execute(sql`select ${`${SECRET}"\n    at x`}::uuid`)),
      withSystem((tx) => tx.execute(sql`select ${`{"a": ${SECRET}`}::jsonb`)),
    ];
    const errors = (await Promise.allSettled(refusals)).map((r) =>
      r.status === "rejected" ? r.reason : null,
    );
    const codes = errors.map((error) => {
      const { line, err } = logged(error);
      expect(line).not.toContain(SECRET);
      expect(line).not.toContain(email);
      return err.cause;
    });
    expect(codes).toMatchObject([
      { code: "23505", constraint_name: expect.any(String) },
      { code: "22P02" },
      { code: "22P02" },
    ]);
  });
});

it("other errors keep what they say, their code and every cause", () => {
  const cause = Object.assign(new Error("no route"), { code: "EHOSTUNREACH", port: 5432 });
  const { err } = logged(new AggregateError([new RangeError("first")], "all failed", { cause }));
  expect(err).toMatchObject({
    type: "AggregateError",
    message: "all failed",
    stack: expect.stringMatching(/^AggregateError: all failed\n {4}at /),
    cause: { message: "no route", code: "EHOSTUNREACH", port: 5432 },
    errors: [{ type: "RangeError", message: "first" }],
  });
});
