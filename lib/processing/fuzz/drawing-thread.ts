import path from "node:path";
import { Worker } from "node:worker_threads";
import type { DrawingFormat } from "#lib/processing/drawing/read-document.ts";

/** Much less than the product allows, so that thousands of inputs come to an end. */
const MAX_HEAP_MB = 256;
const TIMEOUT_MS = 1500;

/**
 * Takes off drawings in a thread within limits, as `takeOffDrawing` does, but many in the same one: it is ended by what the
 * product would end it by, and the next input has a new one.
 */
export class DrawingThread {
  private worker: Worker | null = null;
  private answer: ((message: { code?: string; fault?: string }) => void) | null = null;

  /** `answer`, or the code of a typed error. Rejects for an answer that no drawing could give. */
  async run(file: string, format: DrawingFormat): Promise<string> {
    const worker = this.worker ?? this.start();
    const { code, fault } = await new Promise<{ code?: string; fault?: string }>((resolve) => {
      const timer = setTimeout(() => this.end({ code: "drawing_timeout" }), TIMEOUT_MS);
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
    const worker = new Worker(path.join(import.meta.dirname, "drawing-worker.ts"), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 },
    });
    worker.on("message", (message) => this.answer?.(message));
    worker.on("error", (error) => {
      const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (this.worker === worker)
        this.end({ code: isMemory ? "drawing_out_of_memory" : "drawing_reader_failed" });
    });
    this.worker = worker;
    return worker;
  }
}
