import { describe, expect, it } from "vitest";
import { describeStatement } from "./describe-statement.ts";

describe("a statement's description", () => {
  it.each([
    ['select "id", "name" from "files" where "files"."tenant_id" = $1 limit $2', "SELECT files"],
    ['insert into "audit_logs" ("id", "action") values ($1, default)', "INSERT audit_logs"],
    ['update "tenants" set "name" = $1 where "id" = $2', "UPDATE tenants"],
    ["delete from rate_limits where key = ?", "DELETE rate_limits"],
    ["select settle_calls($1, $2)", "SELECT settle_calls"],
    ["select * from take_calls($1, $2) as t", "SELECT take_calls"],
    ["select u.id from unnest($1::uuid[]) as u(id) join files f on f.id = u.id", "SELECT"],
    [
      "with due as (select id from outbox limit 5) update outbox o set attempts = 1 from due",
      "UPDATE outbox",
    ],
    ["with a as (select 1) insert into files (id) select * from a", "INSERT files"],
    ["with a as (select id from projects) select * from a", "SELECT projects"],
    ['select "id", (select count from "tenants") from "files" where "files"."id" = $1', "SELECT files"],
    ["with a as (select id from projects) select * from a join files f on f.id = a.id", "SELECT projects"],
    ["select exists (select from members where id = $1)", "SELECT members"],
    ["  SELECT 1", "SELECT"],
    ["vacuum", "VACUUM"],
    ['select count(*) from "drizzle"."files"', "SELECT files"],
  ])("%s", (statement, name) => {
    expect(describeStatement(statement).name).toBe(name);
  });

  it("has no value in it, however it is written", () => {
    const { text } = describeStatement(
      `select a1, $1, "t2".x from t2 -- secret-c
       where name = 'it''s secret-a' and e = E'\\' secret-b' and n = 4711 and m > -0.5e3 /* secret-d */
       and d = $tag$ secret-e $tag$ and b = $$secret-f$$`,
    );
    expect(text).not.toContain("secret");
    expect(text).not.toMatch(/4711|0\.5/);
    expect(text).toBe(
      'select a1, $1, "t2".x from t2 where name = ? and e = ? and n = ? and m > ? and d = ? and b = ?',
    );
  });

  it.each([
    ["a text", "'", "'"],
    ["a text with escapes", "e'", "'"],
    ["a text in dollars", "$a$", "$a$"],
    ["a comment", "/*", "*/"],
  ])("is read to 4,000 characters, and %s cut there has no value left either", (_, opens, closes) => {
    const statement = `insert into files (name) values (${opens}${"secret ".repeat(70_000)}${closes})`;
    const { name, text } = describeStatement(statement);
    expect(name).toBe("INSERT files");
    expect(text).toMatch(/^insert into files \(name\) values \(\??$/);
  });
});
