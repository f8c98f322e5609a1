import { z } from "zod";
import { indexDue } from "../index-due.ts";
import { reindexAll } from "../reindex.ts";

/** A process for the kill test, which ends it by SIGKILL at any moment: it indexes what is due, over and over, or re-indexes. */
const { tenants, reindex } = z
  .object({ tenants: z.array(z.uuid()), reindex: z.boolean() })
  .parse(JSON.parse(process.argv[2] ?? ""));

process.on("disconnect", () => process.exit(0));
process.send?.("ready");
for (;;) {
  for (const tenant of tenants) while ((await indexDue(tenant)).more);
  if (reindex) await reindexAll();
  else await new Promise((resolve) => setTimeout(resolve, 5));
}
