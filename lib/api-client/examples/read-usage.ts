import type { ApiClient } from "../index.ts";

/** How much of the month's plan is used, in per cent. */
export async function readUsage(client: ApiClient) {
  const { data, error } = await client.GET("/api/usage/current");
  if (!data) throw new Error(error.detail);
  const { files, storage, api_calls } = data.usage;
  return { files: files.percentage, storage: storage.percentage, calls: api_calls.percentage };
}
