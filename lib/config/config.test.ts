import path from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./index.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const S3 = { S3_FILES_BUCKET: "files", S3_ARCHIVE_BUCKET: "archive", S3_REGION: "eu-central-1" };

/** The problems that a set of variables is refused with; none when it is accepted. */
function problems(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

describe("configuration", () => {
  it("needs no variable at all: everything embedded", () => {
    expect(loadConfig({})).toEqual({
      environment: "development",
      port: 3000,
      bindAddress: "127.0.0.1",
      webProcesses: 1,
      jobWorkers: 1,
      dataDir: path.resolve(".data"),
      temporaryDir: path.resolve(".data/tmp"),
      rootDomain: "localhost:3000",
      dnsServers: null,
      protocol: "http",
      seedDemo: true,
      trustProxy: false,
      authSecret: null,
      operatorToken: null,
      metricsToken: null,
      mailWebhookSecret: null,
      logLevel: "info",
      shutdown: { drainMs: 0, graceMs: 8000 },
      telemetry: {
        disabled: false,
        serviceName: "construction-ai",
        resourceAttributes: {},
        otlp: null,
        sampler: { name: "parentbased_always_on", ratio: 1 },
      },
      traces: { slowRequestMs: 1000, slowJobMs: 60_000, keepDays: 14, keepMax: 5000, urlTemplate: null },
      metrics: { maxTenants: 200, tenantLabels: true },
      signUpsPerHour: 60,
      api: { ratePerSecond: 50, rateBurst: 1000 },
      search: { kind: "embedded" },
      webhooks: { allowLoopback: false },
      billing: {
        usageGraceDays: 90,
        dunningSuspendDays: 30,
        stripe: null,
        seller: { name: "Construction AI", address: null, country: null, tax_id: null },
      },
      database: null,
      storage: { kind: "disk", dir: path.resolve(".data/objects"), restoreSeconds: 10 },
      jobs: { kind: "embedded" },
      embedding: { modelPath: null },
      mail: { kind: "inbox", from: "Construction AI <no-reply@localhost>" },
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(loadConfig({ PORT: "", S3_REGION: "", OPERATOR_TOKEN: "" })).toEqual(loadConfig({}));
  });

  it("lets the root domain follow the port", () => {
    expect(loadConfig({ PORT: "4100" }).rootDomain).toBe("localhost:4100");
    expect(loadConfig({ PORT: "4100", ROOT_DOMAIN: "App.Example.com" }).rootDomain).toBe("app.example.com");
  });

  it("seeds the demo on the embedded database only, unless told", () => {
    const own = { DATABASE_URL: "postgres://db/x", AUTH_SECRET: SECRET };
    expect(loadConfig(own).seedDemo).toBe(false);
    expect(loadConfig({ ...own, SEED_DEMO: "1" }).seedDemo).toBe(true);
    expect(loadConfig({ ...own, CAI_EMBEDDED: "1" }).seedDemo).toBe(true);
    expect(loadConfig({ SEED_DEMO: "0" }).seedDemo).toBe(false);
  });

  it("takes each service whole", () => {
    expect(
      loadConfig({
        ...S3,
        S3_ENDPOINT: "https://s3.example.com",
        S3_ACCESS_KEY_ID: "a",
        S3_SECRET_ACCESS_KEY: "b",
        S3_FORCE_PATH_STYLE: "1",
      }).storage,
    ).toEqual({
      kind: "s3",
      endpoint: "https://s3.example.com",
      region: "eu-central-1",
      accessKeyId: "a",
      secretAccessKey: "b",
      filesBucket: "files",
      archiveBucket: "archive",
      forcePathStyle: true,
    });
    expect(loadConfig({ INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s", INNGEST_DEV: "0" }).jobs).toEqual({
      kind: "inngest",
      eventKey: "e",
      signingKey: "s",
      baseUrl: null,
    });
    expect(loadConfig({ SMTP_URL: "smtps://mail.example.com", MAIL_FROM: "a@example.com" }).mail).toEqual({
      kind: "smtp",
      url: "smtps://mail.example.com",
      from: "a@example.com",
    });
    expect(
      loadConfig({ STRIPE_SECRET_KEY: "sk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x" }).billing.stripe,
    ).toEqual({ secretKey: "sk_test_x", webhookSecret: "whsec_x", apiBase: null });
    expect(loadConfig({ DATABASE_URL: "postgresql://db/x", AUTH_SECRET: SECRET }).database).toEqual({
      url: "postgresql://db/x",
      appUrl: null,
      systemUrl: null,
      poolSize: 10,
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "S3 without an archive bucket",
      { S3_FILES_BUCKET: "f", S3_REGION: "r" },
      /^S3 is half set: S3_ARCHIVE_BUCKET is missing\. Set all of .+ or none/,
    ],
    [
      "only an endpoint",
      { S3_ENDPOINT: "https://s3.example.com" },
      /^S3 is half set: S3_FILES_BUCKET, S3_ARCHIVE_BUCKET, S3_REGION are missing/,
    ],
    [
      "webhooks to this machine on a real installation",
      { WEBHOOK_ALLOW_LOOPBACK: "1", ROOT_DOMAIN: "app.example.com" },
      /^WEBHOOK_ALLOW_LOOPBACK is for development/,
    ],
    ["only path style", { S3_FORCE_PATH_STYLE: "1" }, /^S3 is half set/],
    [
      "an access key without its secret",
      { ...S3, S3_ACCESS_KEY_ID: "a" },
      /^S3 credentials is half set: S3_SECRET_ACCESS_KEY is missing/,
    ],
    [
      "an event key alone",
      { INNGEST_EVENT_KEY: "e" },
      /^Inngest is half set: INNGEST_SIGNING_KEY is missing/,
    ],
    [
      "a signing key alone",
      { INNGEST_SIGNING_KEY: "s" },
      /^Inngest is half set: INNGEST_EVENT_KEY is missing/,
    ],
    ["a key of Qdrant alone", { QDRANT_API_KEY: "key" }, /^Qdrant is half set: QDRANT_URL is missing/],
    ["an Inngest address alone", { INNGEST_BASE_URL: "https://inngest.example.com" }, /^Inngest is half set/],
    ["SMTP without a sender", { SMTP_URL: "smtp://mail" }, /^SMTP is half set: MAIL_FROM is missing/],
    ["a sender without SMTP", { MAIL_FROM: "a@example.com" }, /^SMTP is half set: SMTP_URL is missing/],
    [
      "a role's URL without the owner's",
      { DATABASE_APP_URL: "postgres://db/x" },
      /^PostgreSQL is half set: DATABASE_URL is missing/,
    ],
    [
      "a Stripe key without the webhook's secret",
      { STRIPE_SECRET_KEY: "sk_test_x" },
      /^Stripe is half set: STRIPE_WEBHOOK_SECRET is missing\. Set all of .+ or none to go without card payments/,
    ],
    [
      "a Stripe address alone",
      { STRIPE_API_BASE: "http://127.0.0.1:12111" },
      /^Stripe is half set: STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET are missing/,
    ],
    [
      "a publishable key for the secret one",
      { STRIPE_SECRET_KEY: "pk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x" },
      /^STRIPE_SECRET_KEY: must be a secret or restricted key/,
    ],
    ["a misspelt Stripe variable", { STRIPE_KEY: "x" }, /^STRIPE_KEY is not a variable/],
    [
      "a database without a secret",
      { DATABASE_URL: "postgres://db/x" },
      /^AUTH_SECRET is missing: set it to at least 32/,
    ],
    ["a short secret", { AUTH_SECRET: "short" }, /^AUTH_SECRET: must have at least 32 characters/],
    [
      "a short operator token",
      { OPERATOR_TOKEN: "short" },
      /^OPERATOR_TOKEN: must have at least 16 characters/,
    ],
    ["a short metrics token", { METRICS_TOKEN: "short" }, /^METRICS_TOKEN: must have at least 16 characters/],
    [
      "a short secret of the mail provider's",
      { MAIL_WEBHOOK_SECRET: "short" },
      /^MAIL_WEBHOOK_SECRET: must have at least 16 characters/,
    ],
    [
      "another database",
      { DATABASE_URL: "mysql://db/x", AUTH_SECRET: SECRET },
      /^DATABASE_URL: must be a postgres:\/\/ URL/,
    ],
    [
      "a misspelt S3 variable",
      { S3_BUCKET: "x" },
      /^S3_BUCKET is not a variable of this product: check its spelling/,
    ],
    ["a misspelt Inngest variable", { INNGEST_KEY: "x" }, /^INNGEST_KEY is not a variable/],
    ["a misspelt SMTP variable", { SMTP_HOST: "x" }, /^SMTP_HOST is not a variable/],
    ["a misspelt database variable", { DATABASE_URI: "x" }, /^DATABASE_URI is not a variable/],
    ["no day for traces", { TRACE_KEEP_DAYS: "0" }, /^TRACE_KEEP_DAYS: must be a whole number from 1/],
    ["a misspelt trace variable", { TRACE_KEEP: "1" }, /^TRACE_KEEP is not a variable/],
    ["a port out of range", { PORT: "70000" }, /^PORT: /],
    ["a port that is none", { PORT: "http" }, /^PORT: must be a whole number from 1 to 65535/],
    ["half a process", { WEB_PROCESSES: "1.5" }, /^WEB_PROCESSES: /],
    ["no web process", { WEB_PROCESSES: "0" }, /^WEB_PROCESSES: /],
    [
      "a root domain with a scheme",
      { ROOT_DOMAIN: "https://example.com" },
      /^ROOT_DOMAIN: must be a host name/,
    ],
    ["a protocol that is none", { APP_PROTOCOL: "ftp" }, /^APP_PROTOCOL: must be http or https/],
    ["a flag that is none", { TRUST_PROXY: "maybe" }, /^TRUST_PROXY: must be 1 or 0/],
    ["a negative restore time", { DISK_RESTORE_SECONDS: "-1" }, /^DISK_RESTORE_SECONDS: /],
    [
      "mail by HTTP",
      { SMTP_URL: "http://mail", MAIL_FROM: "a@b.c" },
      /^SMTP_URL: must be an smtp:\/\/ or smtps:\/\/ URL/,
    ],
  ])("refuses %s with a sentence", (_name, env, sentence) => {
    expect(problems(env)).toEqual([expect.stringMatching(sentence)]);
  });

  it("names every problem at once", () => {
    expect(problems({ SMTP_URL: "smtp://mail", INNGEST_EVENT_KEY: "e", S3_BUCKETS: "x" })).toHaveLength(3);
  });
});
