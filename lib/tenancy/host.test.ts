import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { checkSlug } from "./create-tenant.ts";
import { hostTarget, originOf, RESERVED_SLUGS, SLUG } from "./host.ts";

describe("hostTarget", () => {
  const root = { kind: "root" };
  const slug = (name: string) => ({ kind: "slug", slug: name });
  const domain = (name: string) => ({ kind: "domain", domain: name });

  it.each([
    ["localhost:3000", "localhost:3000", root],
    ["localhost", "localhost:3000", root],
    ["localhost:8080", "localhost:3000", root],
    ["LOCALHOST:3000", "localhost:3000", root],
    ["localhost.:3000", "localhost:3000", root],
    ["www.localhost:3000", "localhost:3000", root],
    ["127.0.0.1:3000", "localhost:3000", root],
    ["[::1]:3000", "localhost:3000", root],
    ["[::1]", "localhost:3000", root],
    ["app.example.com", "app.example.com", root],
    ["127.0.0.1", "app.example.com", null],
    ["[::1]", "app.example.com", null],
    ["demo.localhost:3000", "localhost:3000", slug("demo")],
    ["DeMo.LocalHost", "localhost:3000", slug("demo")],
    ["demo.localhost.", "localhost:3000", slug("demo")],
    ["demo.localhost.:3000", "localhost:3000", slug("demo")],
    [" demo.localhost ", "localhost:3000", slug("demo")],
    ["demo.app.example.com:443", "app.example.com", slug("demo")],
    ["a-b-3.app.example.com", "app.example.com", slug("a-b-3")],
    ["a.b.localhost", "localhost:3000", null],
    ["demo.www.localhost", "localhost:3000", null],
    [".localhost", "localhost:3000", null],
    ["..localhost", "localhost:3000", null],
    ["demo..localhost", "localhost:3000", null],
    ["demo.localhost..", "localhost:3000", null],
    ["xn--demo-9za.localhost", "localhost:3000", null],
    ["démo.localhost", "localhost:3000", null],
    ["ｄｅｍｏ.localhost", "localhost:3000", null],
    ["demo。localhost", "localhost:3000", null],
    ["de_mo.localhost", "localhost:3000", null],
    ["-demo.localhost", "localhost:3000", null],
    ["demo-.localhost", "localhost:3000", null],
    ["9demo.localhost", "localhost:3000", null],
    ["demo.localhost:3000@evil.example", "localhost:3000", null],
    ["demo.localhost/evil", "localhost:3000", null],
    ["demo.localhost:", "localhost:3000", null],
    ["demo.localhost:80:80", "localhost:3000", null],
    ["demo.localhost,evil.example", "localhost:3000", null],
    ["demo.localhost\u0000", "localhost:3000", null],
    ["0x7f.1", "localhost:3000", null],
    ["2130706433", "localhost:3000", null],
    ["demoapp.example.com", "app.example.com", domain("demoapp.example.com")],
    ["estimates.acme.example", "localhost:3000", domain("estimates.acme.example")],
    ["Estimates.ACME.example.:443", "localhost:3000", domain("estimates.acme.example")],
    ["xn--bcher-kva.example", "localhost:3000", domain("xn--bcher-kva.example")],
    ["bücher.example", "localhost:3000", null],
    ["xn--e1afmkfd.xn--p1ai", "localhost:3000", domain("xn--e1afmkfd.xn--p1ai")],
    ["localhost.evil.example", "localhost:3000", domain("localhost.evil.example")],
    ["intranet", "localhost:3000", null],
    ["10.1.2.3", "localhost:3000", null],
    [`${"a".repeat(64)}.example`, "localhost:3000", null],
    ["", "localhost:3000", null],
    [null, "localhost:3000", null],
    [undefined, "localhost:3000", null],
  ])("%j under %s", (host, rootDomain, expected) => {
    expect(hostTarget(host, rootDomain)).toEqual(expected);
  });

  it("takes the configured root domain when none is given", () => {
    expect(hostTarget("demo.localhost:3000")).toEqual(slug("demo"));
    expect(originOf("demo")).toBe("http://demo.localhost:3000");
    expect(originOf(null)).toBe("http://localhost:3000");
  });
});

describe("checkSlug", () => {
  const codeOf = (slug: string) => {
    try {
      checkSlug(slug);
      return "accepted";
    } catch (error) {
      return error instanceof AppError ? error.code : error;
    }
  };

  it.each(["abc", "acme", "acme-berlin", "a1b", "x".repeat(40), "reserved-not"])("takes %s", (slug) => {
    expect(codeOf(slug)).toBe("accepted");
  });

  it.each([
    "",
    "a",
    "ab",
    "x".repeat(41),
    "Acme",
    "1abc",
    "-abc",
    "abc-",
    "a--b",
    "xn--abc",
    "a.b",
    "a_b",
    "a b",
    "abc\n",
    "ab/c",
    "äbc",
    "аbс",
    "abc\u0000",
  ])("refuses %j", (slug) => {
    expect(codeOf(slug)).toBe("slug_invalid");
  });

  it("refuses every reserved name, and a name that is no slug is not on the list for nothing", () => {
    for (const name of RESERVED_SLUGS)
      expect(codeOf(name), name).toBe(SLUG.test(name) ? "slug_reserved" : "slug_invalid");
    for (const name of [
      "www",
      "api",
      "app",
      "admin",
      "login",
      "auth",
      "static",
      "mail",
      "localhost",
      "inngest",
      "grafana",
    ])
      expect(RESERVED_SLUGS).toContain(name);
  });
});
