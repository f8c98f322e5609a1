import { closePools } from "#db/client.ts";
import { QuotaExceeded } from "#lib/errors.ts";
import { admitApiCall, returnLeases } from "#lib/usage/admit-call.ts";

/** `call-process.ts <tenant> <n>`: asks for n calls, 20 at a time, and prints what came of them. */
const [tenantId = "", n = "0"] = process.argv.slice(2);
const count = { admitted: 0, overQuota: 0, other: 0 };
let left = Number(n);
await Promise.all(
  Array.from({ length: 20 }, async () => {
    while (left-- > 0) {
      try {
        await admitApiCall(tenantId);
        count.admitted += 1;
      } catch (error) {
        if (error instanceof QuotaExceeded) count.overQuota += 1;
        else count.other += 1;
      }
    }
  }),
);
await returnLeases();
await closePools();
process.stdout.write(JSON.stringify(count));
