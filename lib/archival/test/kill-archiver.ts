import { z } from "zod";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "../archive-file.ts";
import { meddle } from "./meddle.ts";

/** A process for the kill test: it archives files side by side and ends by SIGKILL once the first has done a line. */
const { tenant, fileIds, line } = z
  .object({ tenant: z.uuid(), fileIds: z.array(z.uuid()), line: z.number().int() })
  .parse(JSON.parse(process.argv[2] ?? ""));

const ctx = await systemCtx(tenant);
const die = () => {
  process.kill(process.pid, "SIGKILL");
  return new Error("It is dead by now");
};
await Promise.all(
  fileIds.map((id, n) =>
    meddle(ctx, n === 0 ? line : -1, { name: "SIGKILL", when: "after", error: die }, (own) =>
      archiveFile(own, id, { storageClass: "STANDARD_IA" }),
    ),
  ),
);
