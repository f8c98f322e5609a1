import { route } from "#lib/http/route.ts";
import { readStorageUsage, StorageUsage } from "#lib/usage/storage-usage.ts";

export const GET = route(
  {
    summary: "What is stored where, against plan and caps, and what the archive saves",
    access: "viewer",
    whileSuspended: true,
    response: StorageUsage,
  },
  ({ ctx }) => readStorageUsage(ctx),
);
