import http from "node:http";
import { z } from "zod";
import { PartHealth } from "#lib/observability/health/check-health.ts";
import { reachableAt } from "./reachable-at.ts";

const Answer = z.object({ parts: z.array(PartHealth) });

export interface Asked {
  status: number;
  /** As the process that answered finds them; null where it did not say. */
  parts: PartHealth[] | null;
}

/** What the server on this machine says of its readiness, the best of its addresses; null for no answer within 8 s. */
export async function askReadiness(bindAddress: string, port: number): Promise<Asked | null> {
  const answers = await Promise.all(reachableAt(bindAddress).map((host) => ask(host, port)));
  return (
    answers.find((answer) => answer?.status === 200) ?? answers.find((answer) => answer !== null) ?? null
  );
}

function ask(host: string, port: number): Promise<Asked | null> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(8000);
    http
      .get({ host, port, path: "/api/health/ready", agent: false, signal }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("error", () => resolve(null));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, parts: partsOf(text) }));
      })
      .on("error", () => resolve(null));
  });
}

function partsOf(text: string): PartHealth[] | null {
  try {
    return Answer.parse(JSON.parse(text)).parts;
  } catch {
    return null;
  }
}
