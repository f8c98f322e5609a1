import { route } from "#lib/http/route.ts";
import { recordVitals, WebVitals } from "#lib/observability/metrics/record-vitals.ts";

export const POST = route(
  { summary: "Tell how fast a page was in the browser", access: "anyone", body: WebVitals },
  async ({ body, ip }) => recordVitals(body, ip),
);
