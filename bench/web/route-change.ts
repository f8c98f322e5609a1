import type { Page } from "@playwright/test";

/** From the click on a link of the sidebar to the paint of the next page's heading, milliseconds. */
export async function timeRouteChange(page: Page, href: string): Promise<number> {
  const timed = page.evaluate(
    (path) =>
      new Promise<number>((resolve) => {
        const before = document.querySelector("main h1");
        const was = before?.textContent;
        const begin = (event: Event) => {
          const look = () => {
            const heading = document.querySelector("main h1");
            const isThere =
              location.pathname === path &&
              heading?.textContent &&
              (heading !== before || heading.textContent !== was);
            if (!isThere) return requestAnimationFrame(look);
            // This frame is painted by the time that the next task runs.
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
            channel.port2.postMessage(null);
          };
          look();
        };
        addEventListener("click", begin, { capture: true, once: true });
      }),
    href,
  );
  // What waits for the click has to be there before it.
  await page.evaluate(() => undefined);
  await page.locator(`aside a[href="${href}"]`).click();
  return timed;
}
