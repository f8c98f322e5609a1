import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ARCHIVED_CLASSES, InvalidObjectState, InvalidRequest, type RestoreState } from "../store.ts";
import { ifPresent, writeFileAtomically } from "./files.ts";
import type { ObjectRecord } from "./records.ts";
import { within } from "./within.ts";

/** The restore of one generation of an object; a replaced object has none. */
const RestoreRecord = z.object({
  generation: z.uuid(),
  readyAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

const DAY_MS = 86_400_000;

export async function restoreState(
  directory: string,
  record: ObjectRecord,
  now: Date,
): Promise<RestoreState> {
  const restore = await readRestore(directory, record);
  if (!restore || !ARCHIVED_CLASSES.has(record.storageClass)) return { status: "none" };
  if (now < new Date(restore.readyAt)) return { status: "ongoing" };
  const expiresAt = new Date(restore.expiresAt);
  return now < expiresAt ? { status: "restored", expiresAt } : { status: "none" };
}

/** Throws `InvalidObjectState` for an archived object that is not restored. */
export async function assertReadable(directory: string, record: ObjectRecord, now: Date): Promise<void> {
  if (!ARCHIVED_CLASSES.has(record.storageClass)) return;
  if ((await restoreState(directory, record, now)).status !== "restored") {
    throw new InvalidObjectState(
      `The object is archived (${record.storageClass}). Restore it, then read it.`,
    );
  }
}

export async function startRestore(
  directory: string,
  record: ObjectRecord,
  days: number,
  takesMs: number,
  now: Date,
): Promise<"started" | "in_progress" | "extended"> {
  if (!Number.isInteger(days) || days < 1)
    throw new InvalidRequest("Restore for a whole number of days, at least one.");
  if (!ARCHIVED_CLASSES.has(record.storageClass))
    throw new InvalidObjectState(`Objects of class ${record.storageClass} need no restore.`);
  const state = await restoreState(directory, record, now);
  if (state.status === "ongoing") return "in_progress";
  const readyAt = new Date(now.getTime() + (state.status === "restored" ? 0 : takesMs));
  const restore = {
    generation: record.generation,
    readyAt: readyAt.toISOString(),
    expiresAt: new Date(readyAt.getTime() + days * DAY_MS).toISOString(),
  };
  await writeFileAtomically(within(directory, "restore.json"), JSON.stringify(restore), randomUUID());
  return state.status === "restored" ? "extended" : "started";
}

async function readRestore(directory: string, record: ObjectRecord) {
  const text = await ifPresent(readFile(within(directory, "restore.json"), "utf8"));
  if (text === undefined) return undefined;
  const restore = RestoreRecord.parse(JSON.parse(text));
  return restore.generation === record.generation ? restore : undefined;
}
