import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { storesSweepContinued } from "#inngest/events.ts";
import { deadMoves, type SettledMove, settleDead } from "#lib/archival/settle-move.ts";
import { type StoreSweep, type StrayObject, sweepParts } from "#lib/archival/sweep-stores.ts";

/** Every five minutes: moves between hot storage and the archive whose process died leave one good copy. */
export const settleMoves = inngest.createFunction(
  { id: "settle-moves", triggers: [{ cron: "*/5 * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const settled: SettledMove[] = [];
    const failed: string[] = [];
    for (const { tenantId, fileId } of await step.run("find_dead", () => deadMoves())) {
      // One that cannot be settled must not keep the others.
      const one = await step
        .run(`settle_${fileId}`, () => settleDead(tenantId, fileId))
        .catch(() => void failed.push(fileId));
      if (one) settled.push(one);
    }
    if (failed.length > 0) throw new NonRetriableError(`These could not be settled: ${failed.join(", ")}`);
    return { settled };
  },
);

/** How much of a run's findings its output tells; the log has them all. */
const TOLD = 100;
/** Of 500 files at most; each a step's worth of parts, since Inngest takes 1 000 steps a run. */
const PARTS_A_STEP = 20;
const MOST_STEPS = 900;

/**
 * Nightly, after the archival: the stores are compared with the files' rows. Second copies and objects of deleted
 * files go; a file whose copy is missing, or an object that nobody knows, fails the run, after all others. What is more
 * than a run's steps is a further run's. Uploads left under way are `delete-old-jobs`'.
 */
export const sweepObjectStores = inngest.createFunction(
  {
    id: "sweep-object-stores",
    triggers: [{ cron: "17 5 * * *" }, storesSweepContinued],
    retries: 5,
    concurrency: [{ limit: 1 }],
  },
  async ({ event, step }) => {
    const sum = {
      files: 0,
      objects: 0,
      settled: 0,
      orphans: 0,
      orphan_bytes: 0,
      drafts: 0,
      unknown: 0,
      missing: 0,
      failed: 0,
    };
    const found: (SettledMove | StrayObject)[] = [];
    const toBeSeen: string[] = [];
    let after: string | null = event.name === "storage/sweep.continued" ? event.data.after : null;
    for (let n = 0; n < MOST_STEPS; n++) {
      const from: string | null = after;
      const part: StoreSweep = await step.run(`compare_${n}`, () => sweepParts(from, PARTS_A_STEP));
      sum.files += part.files;
      sum.objects += part.objects;
      sum.settled += part.settled.length;
      sum.orphans += part.orphans.length;
      sum.orphan_bytes += part.orphans.reduce((bytes, orphan) => bytes + orphan.bytes, 0);
      sum.drafts += part.drafts.length;
      sum.unknown += part.unknown.length;
      sum.missing += part.missing.length;
      sum.failed += part.failed.length;
      found.push(
        ...[...part.settled, ...part.orphans, ...part.drafts].slice(0, Math.max(0, TOLD - found.length)),
      );
      toBeSeen.push(
        ...part.missing.map(({ file_id, bucket, key }) => `missing: file ${file_id}, ${bucket} ${key}`),
        ...part.unknown.map(({ bucket, key }) => `unknown: ${bucket} ${key}`),
        ...part.failed.map((name) => `failed: ${name}`),
      );
      after = part.next;
      if (after === null) break;
    }
    // Else what comes last would be looked at on no night.
    if (after !== null) await step.sendEvent("go_on", storesSweepContinued.create({ after }));
    if (toBeSeen.length > 0)
      throw new NonRetriableError(
        `${sum.missing} files whose bytes are missing, ${sum.unknown} objects that belong to no file and to no deletion on record: nothing of these was removed; ${sum.failed} findings that could not be settled: the next night tries again. See docs/operations.md. ${toBeSeen.slice(0, TOLD).join("; ")}`,
      );
    return { ...sum, found, complete: after === null };
  },
);
