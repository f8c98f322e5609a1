import { VERBS } from "./verbs.generated.ts";

/** How the span of what a route (`GET /api/files`) or an action (`ACTION <summary>`) does is named: by its verb. */
export function verbOf(call: string): string {
  return VERBS[call] ?? "handle";
}
