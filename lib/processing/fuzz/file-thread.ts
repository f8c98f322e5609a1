import path from "node:path";
import { Worker } from "node:worker_threads";

/** Much less than the product allows, so that thousands of inputs come to an end. */
const MAX_HEAP_MB = 256;
const TIMEOUT_MS = 1500;

/**
 * Takes off files in a thread within limits, as `takeOffDrawing` and `takeOffPdf` do, but many in the same one: it is ended by
 * what the product would end it by, and the next input has a new one.
 */
export class FileThread {
  private readonly kind: "drawing" | "pdf";
  private worker: Worker | null = null;
  /** A new thread loads its reader first, which is no time of any input. */
  private ready: Promise<void> = Promise.resolve();
  private answer: ((message: { code?: string; fault?: string }) => void) | null = null;

  /** `kind`: of which `…-worker.ts` beside this file it is, and the beginning of its codes. */
  constructor(kind: "drawing" | "pdf") {
    this.kind = kind;
  }

  /** `answer`, or the code of a typed error. Rejects for an answer that no drawing could give. */
  async run(file: string, format: string): Promise<string> {
    const worker = this.worker ?? this.start();
    await this.ready;
    const { code, fault } = await new Promise<{ code?: string; fault?: string }>((resolve) => {
      const timer = setTimeout(() => this.end({ code: `${this.kind}_timeout` }), TIMEOUT_MS);
      this.answer = (message) => {
        clearTimeout(timer);
        resolve(message);
      };
      worker.postMessage({ path: file, format });
    });
    if (code === undefined) throw new Error(fault);
    return code;
  }

  close(): void {
    void this.worker?.terminate();
  }

  private end(message: { code: string }): void {
    void this.worker?.terminate();
    this.worker = null;
    this.answer?.(message);
  }

  private start(): Worker {
    const worker = new Worker(path.join(import.meta.dirname, `${this.kind}-worker.ts`), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 },
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    worker.on("message", (message) => (message.ready ? resolve() : this.answer?.(message)));
    worker.on("error", (error) => {
      // One that could not even be loaded waits for nothing more.
      resolve();
      const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (this.worker === worker)
        this.end({ code: isMemory ? `${this.kind}_out_of_memory` : `${this.kind}_reader_failed` });
    });
    this.worker = worker;
    return worker;
  }
}
