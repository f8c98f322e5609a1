import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.d.ts";

export type { components, paths } from "./schema.d.ts";
export type ApiClient = Client<paths>;

/** Where, and as whom: an organisation's own address and one of its API keys. */
export interface ApiClientOptions {
  /** Such as `https://acme.example.com`. */
  baseUrl: string;
  /** `cai_…`; without one, in a browser, the session's cookie counts. */
  apiKey?: string;
  /** Slug or id of the organisation, where `baseUrl` is the platform's own address. */
  organisation?: string;
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of the API whose addresses, parameters, bodies and answers are typed from its description:
 * `const { data, error } = await client.GET("/api/files", { params: { query: { limit: 20 } } })`.
 * `error` is the problem document; nothing is thrown but for a broken connection.
 */
export function apiClient({ baseUrl, apiKey, organisation, fetch }: ApiClientOptions): ApiClient {
  return createFetchClient<paths>({
    baseUrl,
    ...(fetch ? { fetch } : {}),
    headers: {
      ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      ...(organisation ? { "x-tenant-id": organisation } : {}),
    },
  });
}
