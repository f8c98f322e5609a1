/**
 * What a call can be made to suffer. `before` the work is done or `after` it: lost (the connection ends without an
 * answer), slow (no answer comes), or an error of Stripe's, which then stands under the idempotency key.
 */
export const FAULTS = [
  "lost_before",
  "lost_after",
  "slow_before",
  "slow_after",
  "500_before",
  "500_after",
  "402",
  "429",
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that wait for their call, by its name and the how-manieth call of that name it is from now on. */
export class Faults {
  readonly #met = Promise.withResolvers<void>();
  readonly #waiting: { call: string; nth: number; fault: Fault; times: number }[] = [];
  #interruption: { calls: number; work: () => void } | null = null;

  add(call: string, fault: Fault, { nth = 1, times = 1 }: { nth?: number; times?: number } = {}): void {
    this.#waiting.push({ call, fault, nth, times });
  }

  /** Comes true once a call is held without an answer (`slow`), its work done or not. */
  get held(): Promise<void> {
    return this.#met.promise;
  }

  /** Lets something else happen at Stripe just before the how-manieth call from now on, whichever that is. */
  interrupt(nth: number, work: () => void): void {
    this.#interruption = { calls: nth, work };
  }

  /** An interruption still waits for its call. */
  get interrupting(): boolean {
    return this.#interruption !== null;
  }

  hold(): void {
    this.#met.resolve();
  }

  get left(): number {
    return this.#waiting.length;
  }

  /** Forgets those that wait. */
  clear(): void {
    this.#waiting.length = 0;
    this.#interruption = null;
  }

  take(call: string): Fault | null {
    if (this.#interruption && --this.#interruption.calls === 0) {
      this.#interruption.work();
      this.#interruption = null;
    }
    const at = this.#waiting.findIndex((waiting) => waiting.call === call);
    const next = this.#waiting[at];
    if (!next) return null;
    next.nth -= 1;
    if (next.nth > 0) return null;
    next.times -= 1;
    if (next.times === 0) this.#waiting.splice(at, 1);
    return next.fault;
  }
}
