import { route } from "#lib/http/route.ts";
import { readMetrics } from "#lib/observability/metrics/read-metrics.ts";

export const GET = route(
  { summary: "Metrics for Prometheus", access: "metrics", produces: "text/plain" },
  async () => {
    const { contentType, text } = await readMetrics();
    return new Response(text, { headers: { "content-type": contentType } });
  },
);
