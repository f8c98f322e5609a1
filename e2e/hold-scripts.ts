import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";

/** Holds back the scripts of the build that have a text in them, until what it answers is called. Throws where none has. */
export async function holdScripts(page: Page, text: string): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const folder = path.join(".next", "static", "chunks");
  let held = 0;
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".js") || !(await readFile(path.join(folder, name), "utf8")).includes(text)) continue;
    await page.route(`**/${name}`, async (route) => {
      await gate;
      await route.continue();
    });
    held += 1;
  }
  if (held === 0) throw new Error(`No script of the build has "${text}".`);
  return letGo;
}
