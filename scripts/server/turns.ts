import { TooManyRequests } from "#lib/errors.ts";

export interface TurnLimits {
  /** Requests of one caller that are at work at once; one while more than half as many wait. */
  atOnce: number;
  /** How many more of it wait. */
  mostWaiting: number;
  /** For how long a caller that was too fast goes in single file: one request at a time. */
  singleFileMs: number;
  /** In single file no request begins sooner than this after the one before; later where that took long. */
  spacingMs: number;
}

/** Ends a turn, once; `false`: no work was done in it. */
export type EndTurn = (worked?: boolean) => void;

interface Queue {
  working: number;
  waiting: Set<() => void>;
}

/** Lets only so many requests of one caller be at work at once; more of them wait for their turn, the earliest first. */
export class Turns {
  private readonly queues = new Map<string, Queue>();
  /** Callers that were too fast, the latest last, and until when they go in single file. */
  private readonly singleFile = new Map<string, number>();
  private readonly limits: TurnLimits;

  constructor(limits: TurnLimits) {
    this.limits = limits;
  }

  /**
   * Resolves with what ends the turn; with null when `gone` went off before it came. Throws `TooManyRequests` where too many
   * wait.
   */
  async take(caller: string, gone: AbortSignal): Promise<EndTurn | null> {
    let queue = this.queues.get(caller);
    if (!queue) {
      queue = { working: 0, waiting: new Set() };
      this.queues.set(caller, queue);
    }
    if (queue.working < this.atOnce(caller, queue)) queue.working += 1;
    else if (queue.waiting.size >= this.limits.mostWaiting)
      throw new TooManyRequests(
        1,
        `${queue.waiting.size} of your requests wait already. Send fewer at once.`,
      );
    else if (!(await turn(queue.waiting, gone))) return null;
    return this.ending(caller, queue);
  }

  /** A caller was too fast: for a while it goes in single file. */
  slowDown(caller: string): void {
    const now = performance.now();
    this.singleFile.delete(caller);
    this.singleFile.set(caller, now + this.limits.singleFileMs);
    for (const [earliest, until] of this.singleFile) {
      if (until > now) break;
      this.singleFile.delete(earliest);
    }
  }

  private goesInSingleFile(caller: string): boolean {
    return performance.now() < (this.singleFile.get(caller) ?? 0);
  }

  private atOnce(caller: string, { waiting }: Queue): number {
    if (this.goesInSingleFile(caller)) return 1;
    const { atOnce } = this.limits;
    // A crowd may be within its rate and still be more than the machine can do beside its neighbours.
    return waiting.size > atOnce / 2 ? 1 : atOnce;
  }

  private ending(caller: string, queue: Queue): EndTurn {
    const begun = performance.now();
    let ended = false;
    return (worked = true) => {
      if (ended) return;
      ended = true;
      const took = performance.now() - begun;
      const rest = worked && this.goesInSingleFile(caller) ? restAfter(took, this.limits.spacingMs) : 0;
      if (rest > 0) setTimeout(() => this.handOn(caller, queue), rest);
      else this.handOn(caller, queue);
    };
  }

  private handOn(caller: string, queue: Queue): void {
    queue.working -= 1;
    for (const start of queue.waiting) {
      if (queue.working >= this.atOnce(caller, queue)) break;
      queue.working += 1;
      queue.waiting.delete(start);
      start();
    }
    if (queue.working === 0) this.queues.delete(caller);
  }
}

/**
 * Twice as long as the work took, up to a second: so a flood has a third of this process' time at most, and less of a
 * machine that is slow already.
 */
const restAfter = (took: number, spacingMs: number) => Math.max(spacingMs - took, Math.min(2 * took, 1000));

/** True when the turn has come, false when the caller went away before. */
function turn(waiting: Set<() => void>, gone: AbortSignal): Promise<boolean> {
  if (gone.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const leave = () => {
      waiting.delete(start);
      resolve(false);
    };
    const start = () => {
      gone.removeEventListener("abort", leave);
      resolve(true);
    };
    gone.addEventListener("abort", leave, { once: true });
    waiting.add(start);
  });
}
