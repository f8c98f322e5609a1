/** A refused request, as the server's problem document tells it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | null;
  readonly issues: { path: string; message: string }[];
  constructor(
    status: number,
    problem: {
      code?: string;
      detail?: string;
      trace_id?: string;
      issues?: { path: string; message: string }[];
    },
  ) {
    super(problem.detail ?? `The server answered ${status}. Try again in a moment.`);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.traceId = problem.trace_id ?? null;
    this.issues = problem.issues ?? [];
  }
}

/** Calls one of our routes with JSON, or with a form. Throws `ApiError` for a problem, and for a network that is gone (status 0). */
export async function api<T>(
  path: string,
  options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const { method = options.body === undefined ? "GET" : "POST", body, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : body instanceof FormData
          ? { body }
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, {
      code: "offline",
      detail: "The server cannot be reached. Check your connection; nothing is lost.",
    });
  }
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
  // An accepted or deleted thing has nothing to say.
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
