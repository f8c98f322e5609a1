import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Rules that find something else in another colour scheme; for all others the page is the same. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

const ON_REQUEST = ["target-size", "label-content-name-mismatch"];

/**
 * What axe finds wrong with a page as it is shown: WCAG 2.0 to 2.2, A and AA, and axe's own best practices.
 * `coloursOnly`: the page has been seen in another colour scheme already.
 */
export async function violations(page: Page, { coloursOnly = false } = {}): Promise<string[]> {
  await page.evaluate(finished);
  const axe = new AxeBuilder({ page })
    // A mail in the development inbox stands in a frame that runs no scripts, and so no axe either.
    .exclude("iframe")
    // There are no other frames to look into, for which axe would open a page of its own each time.
    .setLegacyMode();
  if (coloursOnly) axe.withRules(OF_COLOURS);
  // Off unless asked for: the one rule of WCAG 2.2, and that a name holds the words that are seen, for who speaks them.
  else axe.options({ rules: Object.fromEntries(ON_REQUEST.map((rule) => [rule, { enabled: true }])) });
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`);
}

/** In the page: resolves when what was asked for is there and has appeared in its colours; before, what is dimmed has no contrast. */
async function finished(): Promise<void> {
  const settled = async () => {
    do await new Promise(requestAnimationFrame);
    while (document.querySelector("[aria-busy=true]"));
    // Of a scheme that has just changed, this frame is the first one.
    await new Promise(requestAnimationFrame);
    const changes = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(changes.map((change) => change.finished));
  };
  // What is not drawn any more, as under a dialog, may never end; nor what a test holds back.
  await Promise.race([settled(), new Promise((resolve) => setTimeout(resolve, 1500))]);
}
