import { afterEach, expect, it } from "vitest";
import { inLocale, rememberLocale } from "#lib/i18n/request-locale.ts";
import { formatMoney } from "./money.ts";
import { formatBytes, formatCount, formatPercent, formatQuantity } from "./numbers.ts";
import { formatDate, formatDateTime, formatDuration, formatRelative } from "./time.ts";
import { UNITS } from "./units.ts";

const at = "2026-11-24T17:03:00Z";
const said = () => [
  formatCount(1_234_567),
  formatQuantity(3, "pcs"),
  formatQuantity(5.6437, "m3"),
  formatPercent(0.94),
  formatBytes(1_572_864),
  formatMoney({ amount: "1234.5", currency: "EUR" }),
  formatDate(at),
  formatDateTime(at),
  formatRelative(at, new Date("2026-11-24T17:06:00Z")),
  formatRelative(at, new Date(at)),
  formatDuration(3200),
  UNITS.imperial.mass(9071.847_4),
];
const ENGLISH = [
  "1,234,567",
  "3 pcs",
  "5.64 m³",
  "94%",
  "1.5 MiB",
  "€1,234.50",
  "24 Nov 2026",
  "24 Nov 2026, 17:03 UTC",
  "3 minutes ago",
  "just now",
  "3.2 s",
  "10 short tons",
];
const GERMAN = [
  "1.234.567",
  "3 Stk.",
  "5,64 m³",
  "94 %",
  "1,5 MiB",
  "1.234,50 €",
  "24. Nov. 2026",
  "24. Nov. 2026, 17:03 UTC",
  "vor 3 Minuten",
  "gerade eben",
  "3,2 s",
  "10 Short tons",
];
const plain = (texts: string[]) => texts.map((text) => text.replaceAll("\u00a0", " "));

afterEach(() => Reflect.deleteProperty(globalThis, "document"));

it("is English outside of a request", () => expect(plain(said())).toEqual(ENGLISH));

it("follows the request, each its own, and what becomes known of it", async () => {
  const one = inLocale("de", async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return said();
  });
  const other = inLocale("en", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return said();
  });
  const changed = inLocale("en", () => {
    rememberLocale("de");
    return said();
  });
  expect(plain(await one)).toEqual(GERMAN);
  expect(plain(await other)).toEqual(ENGLISH);
  expect(plain(changed)).toEqual(GERMAN);
});

it("follows the document in the browser, as the server has written it", () => {
  Object.assign(globalThis, { document: { documentElement: { lang: "de" } } });
  expect(plain(said())).toEqual(GERMAN);
});
