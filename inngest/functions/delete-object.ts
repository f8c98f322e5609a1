import { inngest } from "#inngest/client.ts";
import { fileDeleted, objectReleased } from "#inngest/events.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileFolder, modelFolder } from "#lib/storage/keys.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";

/**
 * A deleted file, or an object that nothing refers to any more, leaves every store: all versions and unfinished uploads of
 * its key; of a file of all keys it ever had, hot, archived or restored, and its model.
 */
export const deleteObject = inngest.createFunction(
  { id: "delete-object", triggers: [fileDeleted, objectReleased], retries: 10, concurrency: [{ limit: 4 }] },
  async ({ event, step }) => {
    for (const bucket of ["files", "archive"] as const)
      await step.run(`purge_${bucket}`, async () => {
        const store = objectStores()[bucket];
        await store.purge(event.data.storage_key);
        if (!("file_id" in event.data)) return;
        const { tenant_id, file_id, archive_key } = event.data;
        if (archive_key) await store.purge(archive_key);
        while ((await purgePrefix(store, fileFolder(bucket, tenant_id, file_id))).more);
        if (bucket === "files") while ((await purgePrefix(store, modelFolder(tenant_id, file_id))).more);
      });
  },
);
