import type { Page } from "@playwright/test";

/** What the browser itself tells of a page: milliseconds, and the layout shift as it counts it. */
export interface Figures {
  lcp: number;
  cls: number;
  /** Of the slowest interaction, from the input to the paint after it; null before there was one. */
  inp: number | null;
  /** What LCP was: "h1 Files". */
  lcpOf: string;
}

/** Before a page's own scripts: from then on the browser's observers keep what `figuresOf` reads. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const figures: Figures = { lcp: Number.NaN, cls: 0, inp: null, lcpOf: "" };
    const slowest = new Map<number, number>();
    const watch = (type: string, note: (entry: PerformanceEntry) => void, durationThreshold?: number) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
        type,
        buffered: true,
        ...(durationThreshold === undefined ? {} : { durationThreshold }),
      });
    watch("largest-contentful-paint", (entry) => {
      const element: unknown = Reflect.get(entry, "element");
      figures.lcp = entry.startTime;
      figures.lcpOf =
        element instanceof Element
          ? `${element.localName} ${(element.textContent ?? "").trim().slice(0, 30)}`
          : "";
    });
    watch("layout-shift", (entry) => {
      if (!Reflect.get(entry, "hadRecentInput")) figures.cls += Number(Reflect.get(entry, "value"));
    });
    watch(
      "event",
      (entry) => {
        const id = Number(Reflect.get(entry, "interactionId"));
        if (!id) return;
        slowest.set(id, Math.max(slowest.get(id) ?? 0, entry.duration));
        figures.inp = Math.max(...slowest.values());
      },
      16,
    );
    Reflect.set(window, "figures", figures);
  });
}

export async function figuresOf(page: Page): Promise<Figures> {
  return page.evaluate(() => Reflect.get(window, "figures"));
}

/** Bytes of scripts as they came over the wire, and how many: those that the page had at its load event, and all by now. */
export async function scriptsOf(page: Page): Promise<{ first: number; all: number; count: number }> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const loaded =
      navigation instanceof PerformanceNavigationTiming
        ? navigation.loadEventStart
        : Number.POSITIVE_INFINITY;
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    const sum = (entries: PerformanceResourceTiming[]) =>
      entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
    const first = scripts.filter(({ startTime }) => startTime <= loaded);
    return { first: sum(first), all: sum(scripts), count: first.length };
  });
}

/**
 * How much of what stands in the page's main part once everything has come is in the HTML already, 0 to 1: the share of
 * its words. Numbers and names are words, so a page whose data comes later has a small share.
 */
export async function shareInHtml(page: Page, html: string): Promise<number> {
  return page.evaluate((source) => {
    const words = (text: string) =>
      new Set(text.split(/\s+/).filter((word) => /[\p{L}\p{N}]{2}/u.test(word)));
    const parsed = new DOMParser().parseFromString(source, "text/html");
    for (const script of parsed.querySelectorAll("script, style")) script.remove();
    const sent = words(textOf(parsed.body));
    const main = document.querySelector("main");
    const shown = [...words(main ? textOf(main) : "")];
    return shown.length === 0 ? 0 : shown.filter((word) => sent.has(word)).length / shown.length;

    /** With a space between elements, which `textContent` leaves out. */
    function textOf(root: Element): string {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      let text = "";
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement?.localName;
        // Moments are told in the browser's own zone, which the server cannot know.
        if (parent !== "script" && parent !== "style" && parent !== "time")
          text += `${walker.currentNode.nodeValue} `;
      }
      return text;
    }
  }, html);
}
