import type { ApiClient } from "../index.ts";

/** Asks every two seconds until the file is processed; returns its quantities. A webhook saves the asking. */
export async function waitForAnalysis(client: ApiClient, fileId: string) {
  for (;;) {
    const { data: file, error } = await client.GET("/api/files/{id}", { params: { path: { id: fileId } } });
    if (!file) throw new Error(error.detail);
    if (file.status === "failed") throw new Error(file.failure?.message);
    if (file.status === "completed") break;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  const { data: analysis, error } = await client.GET("/api/files/{id}/analysis", {
    params: { path: { id: fileId } },
  });
  if (!analysis) throw new Error(error.detail);
  return analysis;
}
