import { logger } from "#lib/observability/logger.ts";

/** Wakes a loop before its time; a ring while nobody waits is kept. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Waits for a ring, the end of the time, or the end of everything. */
  async wait(ms: number, ended: AbortSignal): Promise<void> {
    if (!this.#rung && !ended.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          ended.removeEventListener("abort", done);
          this.#wake = null;
          resolve();
        };
        const timer = setTimeout(done, ms);
        ended.addEventListener("abort", done, { once: true });
        this.#wake = done;
      });
    }
    this.#rung = false;
  }
}

/**
 * Does a piece of work again and again: at once while it says that there is more, else at a ring or after `everyMs`.
 * What it throws is logged and tried again, at growing intervals.
 */
export async function repeat(
  what: string,
  ended: AbortSignal,
  everyMs: number,
  bell: Bell,
  work: () => Promise<boolean>,
): Promise<void> {
  let failures = 0;
  while (!ended.aborted) {
    try {
      const more = await work();
      failures = 0;
      if (!more) await bell.wait(everyMs, ended);
    } catch (error) {
      failures += 1;
      logger().error({ err: error, failures }, `${what} failed; it is tried again`);
      await new Bell().wait(Math.min(5000, 100 * 2 ** failures), ended);
    }
  }
}
