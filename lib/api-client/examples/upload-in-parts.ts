import type { ApiClient } from "../index.ts";

/** Uploads a model in parts, each of which may be sent again by itself; returns the file's id. */
export async function uploadInParts(client: ApiClient, filename: string, bytes: Blob): Promise<string> {
  const begun = await client.POST("/api/files", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { filename, size: bytes.size },
  });
  if (!begun.data) throw new Error(begun.error.detail);
  const { file_id, part_size, parts } = begun.data;

  const sent: { number: number; etag: string }[] = [];
  for (const { number, url } of parts) {
    const body = bytes.slice((number - 1) * part_size, number * part_size);
    const response = await fetch(new URL(url, begun.response.url), { method: "PUT", body });
    if (!response.ok) throw new Error(`Part ${number} was refused: ${response.status}`);
    sent.push({ number, etag: response.headers.get("etag") ?? "" });
  }

  const completed = await client.POST("/api/files/{id}/complete", {
    params: { path: { id: file_id } },
    body: { parts: sent },
  });
  if (!completed.data) throw new Error(completed.error.detail);
  return file_id;
}
