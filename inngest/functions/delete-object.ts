import { inngest } from "#inngest/client.ts";
import { fileDeleted, objectReleased } from "#inngest/events.ts";
import { objectStores } from "#lib/storage/index.ts";

/** A deleted file, or an object that nothing refers to any more, leaves every store: all versions and unfinished uploads of its key. */
export const deleteObject = inngest.createFunction(
  { id: "delete-object", triggers: [fileDeleted, objectReleased], retries: 10, concurrency: [{ limit: 4 }] },
  async ({ event, step }) => {
    const { files, archive } = objectStores();
    await step.run("purge_files", () => files.purge(event.data.storage_key));
    await step.run("purge_archive", () => archive.purge(event.data.storage_key));
  },
);
