import type { Browser, BrowserContext, Page } from "@playwright/test";
import { LOCALE_COOKIE, type Locale } from "../../lib/i18n/locales.ts";
import { signInAsOperator } from "../operators.ts";
import { Visitor } from "../visitor.ts";
import { DEMO_SLUG, FRESH, type Role, type Stage, SUSPENDED } from "./stage.ts";
import type { Visit } from "./visits.ts";

/** Browsers' profiles, one for each who looks and each language, made when it is first needed. */
export class Onlookers {
  private readonly contexts = new Map<string, Promise<BrowserContext>>();
  private readonly browser: Browser;
  private readonly stage: Stage;

  constructor(browser: Browser, stage: Stage) {
    this.browser = browser;
    this.stage = stage;
  }

  /** An empty page in front of whoever makes the visit; `leave` ends it. */
  async page({ as, alone }: Visit, locale: Locale): Promise<Page> {
    const context = await (alone ? this.make(as, locale) : this.context(as, locale));
    return context.newPage();
  }

  async leave(page: Page, { alone }: Visit): Promise<void> {
    const context = page.context();
    await page.close();
    if (alone) await context.close();
    else await context.setOffline(false);
  }

  private context(role: Role, locale: Locale): Promise<BrowserContext> {
    const key = `${role} ${locale}`;
    const known = this.contexts.get(key) ?? this.make(role, locale);
    this.contexts.set(key, known);
    return known;
  }

  private async make(role: Role, locale: Locale): Promise<BrowserContext> {
    const { origin } = this.stage;
    const context = await this.browser.newContext({ reducedMotion: "reduce", locale });
    const hosts = [null, DEMO_SLUG, FRESH, SUSPENDED].map(origin);
    await context.addCookies(hosts.map((url) => ({ name: LOCALE_COOKIE, value: locale, url })));
    if (role === "operator") {
      const page = await context.newPage();
      await signInAsOperator(page, origin(null));
      await page.close();
    } else if (role !== "nobody") await context.addCookies(await this.session(role));
    return context;
  }

  private async session(role: keyof Stage["accounts"]) {
    const { slug, email, password } = this.stage.accounts[role];
    const visitor = new Visitor(this.stage.port, slug);
    const refused = await visitor.signIn(email, password);
    if (refused) throw new Error(`${email} could not sign in: ${refused}`);
    return visitor
      .cookie()
      .split("; ")
      .map((pair) => {
        const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
        return { name, value, url: visitor.origin };
      });
  }
}
