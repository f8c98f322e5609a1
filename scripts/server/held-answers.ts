import type { ServerResponse } from "node:http";

/**
 * Answers that are held for a moment before they go out, so that a caller who asks again as soon as it is answered cannot
 * keep a process busy with refusing it.
 */
export class HeldAnswers {
  private readonly held = new Map<string, Set<() => void>>();
  private size = 0;
  private ended = false;
  private readonly most: number;
  private readonly mostOfOne: number;

  /** How many are held at most, and of one caller. */
  constructor(limits: { most: number; mostOfOne: number }) {
    this.most = limits.most;
    this.mostOfOne = limits.mostOfOne;
  }

  /**
   * Sends `answer` after `ms`, or now when this is ending. Beyond what may be held it goes out at once and ends its
   * connection. Resolves when it is sent or the caller has gone.
   */
  async send(caller: string, response: ServerResponse, answer: Response, ms: number): Promise<void> {
    const body = Buffer.from(await answer.arrayBuffer());
    if (!this.ended && !(await this.hold(caller, response, ms))) response.setHeader("connection", "close");
    if (response.destroyed) return;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(body);
  }

  /** Sends what is held, and holds nothing from now on. */
  end(): void {
    this.ended = true;
    for (const answers of [...this.held.values()]) for (const release of [...answers]) release();
  }

  /** False when too many are held already. */
  private hold(caller: string, response: ServerResponse, ms: number): Promise<boolean> | boolean {
    const answers = this.held.get(caller) ?? new Set();
    if (this.size >= this.most || answers.size >= this.mostOfOne) return false;
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer);
        response.off("close", release);
        answers.delete(release);
        this.size -= 1;
        if (answers.size === 0) this.held.delete(caller);
        resolve(true);
      };
      const timer = setTimeout(release, ms);
      response.once("close", release);
      answers.add(release);
      this.held.set(caller, answers);
      this.size += 1;
    });
  }
}
