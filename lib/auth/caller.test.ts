import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The checks as they are with these tokens configured. */
async function under(operatorToken: string, metricsToken: string) {
  vi.stubEnv("OPERATOR_TOKEN", operatorToken);
  vi.stubEnv("METRICS_TOKEN", metricsToken);
  vi.resetModules();
  const { isOperator, isMetricsScraper } = await import("./caller.ts");
  const headers = (authorization?: string) =>
    new Headers(authorization === undefined ? {} : { authorization });
  return {
    operator: (authorization?: string) => isOperator(headers(authorization)),
    metrics: (authorization?: string) => isMetricsScraper(headers(authorization)),
  };
}

const TOKEN = "operator-token-0123456789";

describe("the tokens of operators and of Prometheus", () => {
  it("let in exactly their own bearer", async () => {
    const { operator, metrics } = await under(TOKEN, "metrics-token-0123456789");
    expect(operator(`Bearer ${TOKEN}`)).toBe(true);
    expect(operator(`bearer  ${TOKEN}`)).toBe(true);
    expect(metrics("Bearer metrics-token-0123456789")).toBe(true);
    expect(operator("Bearer metrics-token-0123456789")).toBe(false);
    expect(metrics(`Bearer ${TOKEN}`)).toBe(false);
    for (const wrong of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      TOKEN,
      `Basic ${TOKEN}`,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      `Bearer ${TOKEN} x`,
      `Bearer ${TOKEN.toUpperCase()}`,
    ])
      expect(operator(wrong), wrong).toBe(false);
  });

  it("let nobody in when they are not configured", async () => {
    const { operator, metrics } = await under("", "");
    for (const given of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "Bearer null",
      "Bearer undefined",
      `Bearer ${TOKEN}`,
    ]) {
      expect(operator(given), given).toBe(false);
      expect(metrics(given), given).toBe(false);
    }
  });
});
