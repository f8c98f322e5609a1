import { hasDescription } from "../index/testing/qdrant-description.ts";
import { QdrantServer } from "../index/testing/qdrant-server.ts";

/** Import this after own-index.ts' place and before all else: the file's index is a local double of Qdrant; null without its description. */
export const qdrant = hasDescription ? await QdrantServer.start() : null;
if (qdrant) {
  process.env.QDRANT_URL = qdrant.url;
  process.env.QDRANT_API_KEY = qdrant.apiKey;
}
