import { expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { customDomain } from "./domain.ts";

const ROOT = "app.example.com:8443";

it.each([
  ["estimates.acme.example", "estimates.acme.example"],
  [" Estimates.ACME.example. ", "estimates.acme.example"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["bücher。example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["пример.рф", "xn--e1afmkfd.xn--p1ai"],
  ["example.com", "example.com"],
  ["notapp.example.com", "notapp.example.com"],
])("takes %j as %s", (input, domain) => {
  expect(customDomain(input, ROOT)).toBe(domain);
});

it.each([
  ["app.example.com", "domain_reserved"],
  ["APP.example.com.", "domain_reserved"],
  ["www.app.example.com", "domain_reserved"],
  ["acme.app.example.com", "domain_reserved"],
  ["a.b.app.example.com", "domain_reserved"],
  ["ａpp.example.com", "domain_reserved"],
  ["", "domain_invalid"],
  ["intranet", "domain_invalid"],
  ["10.1.2.3", "domain_invalid"],
  ["2130706433", "domain_invalid"],
  ["[::1]", "domain_invalid"],
  ["localhost", "domain_invalid"],
  ["acme.localhost", "domain_invalid"],
  ["printer.local", "domain_invalid"],
  ["https://acme.example", "domain_invalid"],
  ["acme.example:8443", "domain_invalid"],
  ["acme.example/path", "domain_invalid"],
  ["acme_1.example", "domain_invalid"],
  ["acme..example", "domain_invalid"],
  ["acme.example,evil.example", "domain_invalid"],
  ["acme.example\u0000", "domain_invalid"],
])("refuses %j: %s", (input, code) => {
  expect(() => customDomain(input, ROOT)).toThrow(AppError);
  expect(() => customDomain(input, ROOT)).toThrow(expect.objectContaining({ code }));
});
