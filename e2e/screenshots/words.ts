import type { Locator, Page } from "@playwright/test";
import { isLocale } from "../../lib/i18n/locales.ts";
import { messagesOf } from "../../lib/i18n/messages.ts";

/** The first button or link of this text, such as "shell.menu.open", in the page's own language. */
export async function named(page: Page, key: string, role: "button" | "link" = "button"): Promise<Locator> {
  const lang = await page.locator("html").getAttribute("lang");
  if (!isLocale(lang)) throw new Error(`The page is in "${lang}", a language that has no catalogue`);
  const text = key
    .split(".")
    .reduce<unknown>((part, name) => Reflect.get(Object(part), name), messagesOf(lang));
  if (typeof text !== "string") throw new Error(`No catalogue has the text ${key}`);
  // What stands in its arguments' places is not known here.
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const name = new RegExp(`^${parts.join(".+")}$`);
  return page.getByRole(role, { name }).first();
}

export async function press(page: Page, key: string, role?: "button" | "link"): Promise<void> {
  await (await named(page, key, role)).click();
}
