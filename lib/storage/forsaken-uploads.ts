import type { MultipartSummary, UnderWay } from "./store.ts";

/** Of how many uploads it is asked at once whether they are under way. */
const ASKED_AT_ONCE = 500;

/** Uploads begun before a time, without those that `underWay` names. */
export async function* forsakenUploads(
  uploads: AsyncIterable<MultipartSummary>,
  before: Date,
  underWay: UnderWay = async () => new Set(),
): AsyncGenerator<MultipartSummary> {
  let batch: MultipartSummary[] = [];
  for await (const upload of uploads) {
    if (upload.initiatedAt < before) batch.push(upload);
    if (batch.length < ASKED_AT_ONCE) continue;
    yield* without(batch, await underWay(batch.map(({ uploadId }) => uploadId)));
    batch = [];
  }
  if (batch.length > 0) yield* without(batch, await underWay(batch.map(({ uploadId }) => uploadId)));
}

const without = (uploads: readonly MultipartSummary[], kept: ReadonlySet<string>) =>
  uploads.filter(({ uploadId }) => !kept.has(uploadId));
