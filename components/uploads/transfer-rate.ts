/**
 * How fast bytes pass, over the last `windowMs`: long enough that it does not jump, short enough that it does not lag.
 * Time stands in `performance.now()` milliseconds and is given, so that it can be tested.
 */
export class TransferRate {
  readonly #windowMs: number;
  #passed: { at: number; bytes: number }[] = [];
  /** When the transfer began, or went on after a rest. */
  #since = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(bytes: number, now: number): void {
    this.#forget(now);
    if (this.#passed.length === 0) this.#since = now;
    this.#passed.push({ at: now, bytes });
  }

  /** Bytes a second; 0 before half a second has shown something, and once nothing has passed for the whole window. */
  perSecond(now: number): number {
    this.#forget(now);
    const span = Math.min(this.#windowMs, now - this.#since);
    if (this.#passed.length === 0 || span < 500) return 0;
    return (this.#passed.reduce((sum, { bytes }) => sum + bytes, 0) / span) * 1000;
  }

  #forget(now: number): void {
    this.#passed = this.#passed.filter(({ at }) => now - at < this.#windowMs);
  }
}
