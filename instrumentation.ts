import type { Instrumentation } from "next";

/** What fails while Next makes a page; routes and actions tell of their own faults. Processes start tracing themselves. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { recordPageError } = await import("#lib/observability/browser/record-page-error.ts");
  await recordPageError(error, "page", routePath);
};
