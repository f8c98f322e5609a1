import { readdir, rm, stat } from "node:fs/promises";
import { forsakenUploads } from "../forsaken-uploads.ts";
import type { SweepReport, UnderWay } from "../store.ts";
import { ifPresent, removeEmptyDirectory } from "./files.ts";
import { abortUpload, listUploads } from "./multipart.ts";
import { readRecord } from "./records.ts";
import { within } from "./within.ts";

/**
 * Removes uploads begun before a time that are not under way, and files untouched since then that no object refers to: what a process killed
 * between two steps left behind. Give it a time hours ago, so that nothing under way is taken for a leftover.
 */
export async function sweepBucket(
  roots: { uploads: string; objects: string },
  before: Date,
  underWay?: UnderWay,
): Promise<SweepReport> {
  const report: SweepReport = { uploads: 0, leftovers: 0, bytes: 0 };
  for await (const upload of forsakenUploads(listUploads(roots.uploads, ""), before, underWay)) {
    await abortUpload(roots.uploads, upload.key, upload.uploadId);
    report.uploads++;
  }
  for (const name of (await ifPresent(readdir(roots.uploads))) ?? []) {
    if (/\.(draft|probe|dropped-[0-9a-f-]+)$/.test(name))
      await removeIfOld(within(roots.uploads, name), before, report);
  }
  await sweepObjects(roots.objects, before, report);
  return report;
}

async function sweepObjects(directory: string, before: Date, report: SweepReport): Promise<void> {
  for (const entry of (await ifPresent(readdir(directory, { withFileTypes: true }))) ?? []) {
    if (!entry.isDirectory()) continue;
    const child = within(directory, entry.name);
    if (entry.name.endsWith("#")) await sweepObject(child, before, report);
    else await sweepObjects(child, before, report);
    await removeIfEmpty(child, before);
  }
}

async function sweepObject(directory: string, before: Date, report: SweepReport): Promise<void> {
  const record = await readRecord(directory);
  const kept = new Set(
    record ? ["record.json", "restore.json", ...record.segments.map(({ file }) => file)] : [],
  );
  for (const name of (await ifPresent(readdir(directory))) ?? []) {
    if (!kept.has(name)) await removeIfOld(within(directory, name), before, report);
  }
}

/** A writer that just made the directory makes it again. */
async function removeIfEmpty(directory: string, before: Date): Promise<void> {
  const found = await ifPresent(stat(directory));
  if (found && found.birthtime < before) await removeEmptyDirectory(directory);
}

/** By the time of the last change of its entry, not of its bytes: a fresh link to an old segment is young. */
async function removeIfOld(file: string, before: Date, report: SweepReport): Promise<void> {
  const found = await ifPresent(stat(file));
  if (!found || found.ctime >= before) return;
  await rm(file, { recursive: true, force: true });
  report.leftovers++;
  report.bytes += found.isFile() ? found.size : 0;
}
