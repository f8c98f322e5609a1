import { api } from "#components/data/api.ts";

/**
 * Tells the server what went wrong in this browser, so that operators find it by the trace id that this answers; null where
 * it could not be told.
 */
export async function reportFailure(error: Error): Promise<string | null> {
  try {
    const { trace_id } = await api<{ trace_id: string | null }>("/api/client-errors", {
      body: {
        type: error.name.slice(0, 100),
        message: error.message.slice(0, 1000),
        path: location.pathname.slice(0, 500),
      },
    });
    return trace_id;
  } catch {
    // The page shows the trace that it was made by instead.
    return null;
  }
}
