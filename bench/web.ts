import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { z } from "zod";
import { Installation } from "../e2e/installation.ts";
import { findChromium } from "../scripts/chromium.ts";
import { percentile, report, round } from "./lib/report.ts";
import { figuresOf, observe, scriptsOf, shareInHtml } from "./web/figures.ts";
import { timeRouteChange } from "./web/route-change.ts";
import { use } from "./web/use-page.ts";

/**
 * How fast the pages are: the production build with the demo organisation, in Chromium, a cold cache for each load. For
 * each page LCP, INP (real keys and clicks), CLS, bytes of scripts, and how much of what it shows was in its HTML; then how
 * long the way from page to page takes, the second time. BENCH_PAGES limits it to the pages whose path holds a word;
 * BENCH_URL measures a demo that already runs (http://demo.localhost:3000).
 */
const LOADS = 3;
const AIM = { scripts: 200_000, lcp: 1500, inp: 100, routeChange: 150 };
const PORT = Number(process.env.BENCH_PORT ?? 3740);
const DEMO = { email: "demo@example.com", password: "demo-password" };
/** Of the frame; each can be reached from any other. */
const SIDEBAR = ["dashboard", "projects", "files", "estimates", "similar", "price-book", "usage", "invoices"];

const Items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

const words = (process.env.BENCH_PAGES ?? "").split(",").filter(Boolean);
const chosen = (page: string) => words.length === 0 || words.some((word) => page.includes(word));
const own = process.env.BENCH_URL
  ? null
  : await Installation.create(PORT, { SEED_DEMO: "1", WEB_PROCESSES: "1" });
const origin = process.env.BENCH_URL ?? `http://demo.localhost:${PORT}`;
const site = origin.replace("//demo.", "//");
await own?.start();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
let missed = false;
try {
  const state = path.join(await mkdtemp(path.join(os.tmpdir(), "bench-web-")), "state.json");
  const paths = await signedIn(browser, state);
  await measurePages(
    [...paths.map((page) => origin + page), ...["/", "/pricing", "/sign-in"].map((page) => site + page)],
    state,
  );
  if (words.length === 0 || chosen("route-change")) await measureRouteChanges(state);
} finally {
  await browser.close();
  await own?.stop();
}
process.exitCode = missed ? 1 : 0;

async function measurePages(urls: string[], state: string): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const url of urls.filter((each) => chosen(new URL(each).pathname))) {
    const loads = [];
    for (let i = 0; i < LOADS; i += 1) loads.push(await load(url, state, i === LOADS - 1));
    const last = loads.at(-1);
    if (!last) continue;
    const lcp = percentile(
      loads.map((each) => each.lcp),
      0.5,
    );
    const share = (value: number, aim: number) => round(value / aim, 2);
    missed ||= lcp > AIM.lcp || (last.inp ?? 0) > AIM.inp || last.scripts.first > AIM.scripts;
    rows.push({
      page: new URL(url).pathname.replace(/[0-9a-f-]{36}/, "[id]"),
      "JS kB": round(last.scripts.first / 1000),
      "of 200": share(last.scripts.first, AIM.scripts),
      "later kB": round((last.scripts.all - last.scripts.first) / 1000),
      "LCP ms": round(lcp, 0),
      "of 1500": share(lcp, AIM.lcp),
      "INP ms": last.inp ?? "-",
      "of 100": last.inp === null ? "-" : share(last.inp, AIM.inp),
      CLS: round(last.cls, 3),
      "data in HTML": `${round(last.inHtml * 100, 0)} %`,
      "LCP of": last.lcpOf,
    });
  }
  report("web", rows, [
    `LCP is the median of ${LOADS} loads with a cold cache, INP the slowest of a dozen interactions; "of" is the share of the aim.`,
    '"later kB" are scripts fetched after the load event, by the time that the page has rested and was used.',
  ]);
}

/** One load of a page in a browser that has nothing of it. `used`: with interactions afterwards. */
async function load(url: string, storageState: string, used: boolean) {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await observe(page);
    const answer = await page.goto(url, { waitUntil: "load" });
    if (!answer?.ok()) throw new Error(`${url} answered ${answer?.status()}`);
    const html = await answer.text();
    await rested(page);
    const { lcp, cls, lcpOf } = await figuresOf(page);
    const inHtml = await shareInHtml(page, html);
    if (used) await use(page);
    const { inp } = await figuresOf(page);
    return { lcp, cls, lcpOf, inp, inHtml, scripts: await scriptsOf(page) };
  } finally {
    await context.close();
  }
}

/** Everything that a page asks for by itself has come, and stands. Some ask again and again. */
async function rested(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 4000 }).catch(() => {});
  await page.waitForTimeout(300);
}

async function measureRouteChanges(storageState: string): Promise<void> {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const rows: Record<string, string | number>[] = [];
  try {
    await page.goto(`${origin}/settings`);
    await rested(page);
    const times = new Map<string, number[]>();
    for (let round = 0; round <= LOADS; round += 1)
      for (const name of SIDEBAR) {
        const milliseconds = await timeRouteChange(page, `/${name}`);
        times.set(name, [...(times.get(name) ?? []), milliseconds]);
        await rested(page);
      }
    for (const [name, [first = Number.NaN, ...again]] of times) {
      const cached = percentile(again, 0.5);
      missed ||= cached > AIM.routeChange;
      rows.push({
        to: `/${name}`,
        "first ms": round(first),
        "again ms": round(cached),
        "of 150": round(cached / AIM.routeChange, 2),
      });
    }
  } finally {
    await context.close();
  }
  report("web-route-change", rows, [
    `From the click in the sidebar to the paint of the heading; "again" is the median of ${LOADS} later visits.`,
  ]);
}

/** Signs in, keeps the session in `state`, and answers the paths of all pages that the demo has. */
async function signedIn(with_: Browser, state: string): Promise<string[]> {
  const context = await with_.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(DEMO.email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/dashboard`);
  const first = async (list: string, field: string) => {
    return String(Items.parse(await call(page, list)).items[0]?.[field] ?? "");
  };
  const file = await first("/api/files", "file_id");
  const estimate = await first("/api/cost-estimates", "id");
  const project = await aProject(page);
  await context.storageState({ path: state });
  await context.close();
  return [
    ...SIDEBAR.map((name) => `/${name}`),
    `/files/${file}`,
    `/estimates/${estimate}`,
    `/estimates/${estimate}/variants`,
    `/estimates/${estimate}/bill`,
    "/estimates/new",
    `/projects/${project}`,
    "/notifications",
    "/usage/events",
    ...[
      "",
      "/members",
      "/billing",
      "/branding",
      "/api-keys",
      "/webhooks",
      "/archive",
      "/audit-log",
      "/sign-in",
      "/data",
    ].map((name) => `/settings${name}`),
    "/account",
    "/account/security",
    "/account/sessions",
  ];
}

/** The demo has none until somebody makes one. */
async function aProject(page: Page): Promise<string> {
  const [known] = Items.parse(await call(page, "/api/projects")).items;
  const project = known ?? (await call(page, "/api/projects", { name: "Harbour school" }));
  return z.object({ id: z.string() }).parse(project).id;
}

/** As the page itself asks, since the browser alone knows where the names under localhost lead. */
async function call(page: Page, path: string, body?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(
        path,
        body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) },
      );
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    },
    [path, body] as const,
  );
}
