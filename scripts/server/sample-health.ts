import { logger } from "#lib/observability/logger.ts";
import { recordSamples, rollUpSamples, type Sample } from "#lib/status/record-samples.ts";
import type { Asked } from "./ask-readiness.ts";

const MINUTE_MS = 60_000;
/** Samples that wait for the database to come back: a day's. */
const MOST_WAITING = 24 * 60;

export interface Sampler {
  /** Takes the sample of a minute; the loop does it by itself. */
  take: (at: Date) => Promise<void>;
  stop: () => void;
}

/**
 * Asks the server once a minute how it is, as a caller would, and keeps the findings for the status page. They wait here
 * while the database is away. Begins with the first answer: what is still starting is not down.
 */
export function sampleHealth(ask: () => Promise<Asked | null>, record = recordSamples): Sampler {
  const waiting: Sample[] = [];
  let timer: NodeJS.Timeout;
  let stopped = false;
  let hasAnswered = false;
  let rolledUp = "";

  async function take(at: Date): Promise<void> {
    const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
    const answer = await ask();
    hasAnswered ||= answer?.status === 200;
    // One that is about to end says nothing of the others.
    if (stopped || !hasAnswered || answer?.parts?.length === 0) return;
    waiting.push({ minute, parts: answer?.parts ?? null });
    waiting.splice(0, waiting.length - MOST_WAITING);
    try {
      const sent = [...waiting];
      await record(sent);
      waiting.splice(0, sent.length);
      const day = at.toISOString().slice(0, 10);
      if (day !== rolledUp) await rollUpSamples(at);
      rolledUp = day;
    } catch (error) {
      logger().warn({ err: error, samples: waiting.length }, "health samples wait for the database");
    }
  }

  const next = () => {
    timer = setTimeout(
      async () => {
        await take(new Date());
        if (!stopped) next();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    ).unref();
  };
  next();
  return {
    take,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
