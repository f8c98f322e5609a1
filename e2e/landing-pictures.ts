import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { SIDEBAR_COOKIE } from "../components/shell/sidebar-mode.ts";
import { LOCALE_COOKIE, LOCALES, type Locale } from "../lib/i18n/locales.ts";
import { findChromium } from "../scripts/chromium.ts";
import { Installation } from "./installation.ts";
import { settle } from "./screenshots/look.ts";
import { Person } from "./screenshots/person.ts";
import { Visitor } from "./visitor.ts";

/**
 * `npm run landing-pictures`: makes the pictures of the landing page anew, of the built product itself: the
 * sample building in each language and theme, as components/shell/landing/pictures.ts names them. Run it when what they
 * show has changed, and look at them.
 */
const TARGET = path.resolve(import.meta.dirname, "../components/shell/landing/pictures");
/** As db/seed/demo.ts makes it. */
const DEMO = { slug: "demo", email: "demo@example.com", password: "demo-password" };
const PORT = Number(process.env.SCREENSHOTS_PORT ?? 3490);
/** Of the pictures, to a CSS pixel of the window: the page shows them smaller than they are. */
const SCALE = 1.25;
/** Room that the sticky header takes, in CSS pixels. */
const HEADER = 64;

interface Shot {
  /** The window, in CSS pixels: the smaller it is, the larger the text in the picture. */
  width: number;
  height: number;
  address: (made: Made) => string;
  /** Brings what is to be seen into sight. */
  show: (page: Page, locale: Locale) => Promise<void>;
}
interface Made {
  file: string;
  estimate: string;
}

/** What concrete is swapped for, as the catalogue calls it. */
const CLT: Record<Locale, string> = { en: "CLT", de: "Brettsperrholz" };

const SHOTS: Record<string, Shot> = {
  model: {
    width: 1200,
    height: 750,
    address: ({ file }) => `/files/${file}?tab=model`,
    show: async (page) => {
      await page.getByRole("application").and(page.locator("[data-state=ready]")).waitFor();
      await upTo(page, page.getByRole("application").locator("xpath=ancestor::section[1]"));
    },
  },
  estimate: {
    width: 1024,
    height: 640,
    address: ({ estimate }) => `/estimates/${estimate}`,
    show: async () => {},
  },
  drivers: {
    width: 1024,
    height: 640,
    address: ({ estimate }) => `/estimates/${estimate}?tab=drivers`,
    show: async (page, locale) => {
      const driver = page
        .getByRole("main")
        .locator("li")
        .filter({ has: page.locator("button[aria-expanded][aria-controls]") })
        .first();
      // "What if", and in what it opens the choice of another material.
      await driver.getByRole("button").first().click();
      await driver.getByRole("button").nth(1).click();
      await page.keyboard.type(CLT[locale]);
      await page.keyboard.press("Enter");
      await settle(page);
      await upTo(page, page.getByRole("tablist"));
    },
  },
  takeoff: {
    width: 1024,
    height: 640,
    address: ({ file }) => `/files/${file}?tab=take-off&by=class`,
    show: async (page) => upTo(page, page.getByRole("grid").or(page.getByRole("treegrid")).first()),
  },
};

const installation = await Installation.create(PORT, { SEED_DEMO: "1" });
const browser = await chromium.launch({
  executablePath: await findChromium(),
  // The model's view needs WebGL, which the processor draws.
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
try {
  await mkdir(TARGET, { recursive: true });
  await installation.start();
  const demo = await Person.signedIn(PORT, DEMO.slug, DEMO.email, DEMO.password);
  const made = await finished(demo);
  for (const locale of LOCALES) {
    const context = await contextFor(locale);
    for (const [name, shot] of Object.entries(SHOTS))
      await take(context, demo.origin, name, shot, made, locale);
    await context.close();
  }
} finally {
  await browser.close();
  await installation.stop();
}

/** The sample as a careful office leaves it: no material unknown, the floor area confirmed. */
async function finished(demo: Person): Promise<Made> {
  const { items } = await demo.call<{ items: { file_id: string }[] }>("GET", "/api/files");
  const file = items[0]?.file_id ?? "";
  await demo.until<{ status: string }>(`/api/files/${file}`, ({ status }) => status === "completed");
  const analysis = await demo.call<{
    estimate_id: string;
    unknown_materials: string[];
    floor_areas: { used: { floor_area_m2: number } };
  }>("GET", `/api/files/${file}/analysis`);
  for (const unknown of analysis.unknown_materials)
    await demo.call("PUT", `/api/files/${file}/materials`, {
      assignments: { [unknown]: "aluminium-profile" },
    });
  const { floor_area_m2 } = analysis.floor_areas.used;
  await demo.call("PUT", `/api/files/${file}/floor-area`, { floor_area_m2 });
  await demo.call("PATCH", "/api/me/first-steps", { dismissed: true });
  return { file, estimate: analysis.estimate_id };
}

/** A browser of somebody who has signed in, with the sidebar out of the way. */
async function contextFor(locale: Locale): Promise<BrowserContext> {
  const visitor = new Visitor(PORT, DEMO.slug);
  const refused = await visitor.signIn(DEMO.email, DEMO.password);
  if (refused) throw new Error(`${DEMO.email} could not sign in: ${refused}`);
  const context = await browser.newContext({ deviceScaleFactor: SCALE, locale, reducedMotion: "reduce" });
  const cookies = [...visitor.cookie().split("; "), `${LOCALE_COOKIE}=${locale}`, `${SIDEBAR_COOKIE}=narrow`];
  await context.addCookies(
    cookies.map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: visitor.origin };
    }),
  );
  return context;
}

async function take(
  context: BrowserContext,
  origin: string,
  name: string,
  { width, height, address, show }: Shot,
  made: Made,
  locale: Locale,
): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.goto(`${origin}${address(made)}`);
  await settle(page);
  await show(page, locale);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.waitForTimeout(1000);
    const picture = await page.screenshot({ animations: "disabled" });
    const file = path.join(TARGET, `${name}.${locale}.${theme}.webp`);
    const { size } = await sharp(picture).webp({ quality: 78, effort: 6 }).toFile(file);
    console.log(`${path.relative(process.cwd(), file)}: ${Math.round(size / 1000)} kB`);
  }
  await page.close();
}

/** Scrolls so that this stands right under the header. */
async function upTo(page: Page, what: ReturnType<Page["locator"]>): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error("What is to be seen has no place on the page.");
  await page.evaluate((by) => window.scrollBy(0, by), box.y - HEADER);
}
