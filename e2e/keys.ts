import { expect, type Locator, type Page } from "@playwright/test";

/** What a Tab key may take at most, unless told. */
const MOST = 60;

/** A place of the focus, and how its edge looked while it had it. */
interface Stop {
  element: Element;
  edge: string;
}

declare global {
  interface Window {
    /** Where the walk stood last. */
    walk?: Stop | undefined;
  }
}

/** Somebody without a mouse, who sees where they are. */
export class Keys {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press = (key: string) => this.page.keyboard.press(key);
  type = (text: string) => this.page.keyboard.type(text);

  /** Tabs until something has the focus; every stop on the way is to be seen. `back`: the other way round. */
  async tabTo(target: Locator, { back = false, most = MOST } = {}): Promise<void> {
    await expect(target.first()).toBeVisible();
    // What opens is under what it covers until it has come in. What is loading moves for ever.
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          ({ playState, effect }) => playState !== "running" || effect?.getTiming().iterations === Infinity,
        ),
    );
    const reached = target.and(this.page.locator(":focus"));
    for (let pressed = 0; pressed < most; pressed++) {
      await this.press(back ? "Shift+Tab" : "Tab");
      expect(await this.page.evaluate(stopHere), `on the way to ${target}, after ${pressed + 1} stops`).toBe(
        "",
      );
      if ((await reached.count()) > 0) return;
    }
    throw new Error(`${target} did not get the focus within ${most} stops`);
  }

  /** Something has the focus, and keeps it: it is not left nowhere when what had it goes. */
  async expectFocus(): Promise<void> {
    await expect(this.page.locator(":focus")).toHaveCount(1);
    await this.page.waitForTimeout(300);
    await expect(this.page.locator(":focus")).toHaveCount(1);
  }
}

/**
 * In the page: what is wrong with where the focus is, and with how the last stop showed that it had it, which is seen when
 * it has left. Empty: nothing.
 */
function stopHere(): string {
  const named = (element: Element) => element.outerHTML.slice(0, 160);
  const edgeOf = (element: Element) =>
    // A choice in a list shows it by its row.
    [element, element.parentElement, element.parentElement?.parentElement]
      .filter((at) => at instanceof Element)
      .map((at) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
        return `${outlineStyle} ${outlineWidth} ${boxShadow}`;
      })
      .join(", ");
  const at = document.activeElement;
  if (at === null || at === document.body) return "The focus is nowhere";
  const last = window.walk;
  window.walk = { element: at, edge: edgeOf(at) };
  if (last?.element.isConnected && last.element !== at && !last.element.contains(at))
    if (edgeOf(last.element) === last.edge) return `The focus cannot be seen on ${named(last.element)}`;

  const box = at.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right <= left || bottom <= top) return `Out of sight: ${named(at)}`;
  const places = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => ({ x, y })));
  const isInSight = places.some(({ x, y }) => {
    const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return hit !== null && (at.contains(hit) || hit.contains(at));
  });
  return isInSight ? "" : `Covered: ${named(at)}`;
}
