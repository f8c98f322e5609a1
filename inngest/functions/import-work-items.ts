import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { workItemsUploaded } from "#inngest/events.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { failLibrary, importLibrary } from "#lib/price-books/work-items/import-library.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** A library is written in one transaction, so in one step: when its process dies, it is begun anew. */
export const importWorkItems = inngest.createFunction(
  {
    id: "import-work-items",
    triggers: [workItemsUploaded],
    retries: 3,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ limit: 2 }, { limit: 1, key: "event.data.tenant_id" }],
    onFailure: async ({ event }) => {
      const data = workItemsUploaded.schema.parse(event.data.event.data);
      await failLibrary(await systemCtx(data.tenant_id), data.library_id, keptText("work_items_failed"));
    },
  },
  async ({ event, step, runId }) =>
    step.run("import", () =>
      decided(async () => importLibrary(await systemCtx(event.data.tenant_id, runId), event.data.library_id)),
    ),
);
