import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The checks as they are with these tokens configured. */
async function under(operatorToken: string, metricsToken: string) {
  vi.stubEnv("OPERATOR_TOKEN", operatorToken);
  vi.stubEnv("METRICS_TOKEN", metricsToken);
  vi.stubEnv("MAIL_WEBHOOK_SECRET", metricsToken && `mail-${metricsToken}`);
  vi.resetModules();
  const { identifyOperator, isMailProvider, isMetricsScraper } = await import("./caller.ts");
  const headers = (authorization?: string) =>
    new Headers(authorization === undefined ? {} : { authorization });
  return {
    operator: async (authorization?: string) => (await identifyOperator(headers(authorization))) !== null,
    metrics: (authorization?: string) => isMetricsScraper(headers(authorization)),
    mailProvider: (authorization?: string) => isMailProvider(headers(authorization)),
  };
}

const TOKEN = "operator-token-0123456789";

describe("the tokens of operators and of Prometheus", () => {
  it("let in exactly their own bearer", async () => {
    const { operator, metrics, mailProvider } = await under(TOKEN, "metrics-token-0123456789");
    expect(mailProvider("Bearer mail-metrics-token-0123456789")).toBe(true);
    expect(metrics("Bearer mail-metrics-token-0123456789")).toBe(false);
    expect(mailProvider("Bearer metrics-token-0123456789")).toBe(false);
    expect(await operator(`Bearer ${TOKEN}`)).toBe(true);
    expect(await operator(`bearer  ${TOKEN}`)).toBe(true);
    expect(metrics("Bearer metrics-token-0123456789")).toBe(true);
    expect(await operator("Bearer metrics-token-0123456789")).toBe(false);
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
      expect(await operator(wrong), wrong).toBe(false);
  });

  it("let nobody in when they are not configured", async () => {
    const { operator, metrics, mailProvider } = await under("", "");
    for (const given of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "Bearer null",
      "Bearer undefined",
      `Bearer ${TOKEN}`,
    ]) {
      expect(await operator(given), given).toBe(false);
      expect(metrics(given), given).toBe(false);
      expect(mailProvider(given), given).toBe(false);
    }
  });
});
