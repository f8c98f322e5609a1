import path from "node:path";
import { z } from "zod";
import { TELEMETRY_VARIABLES, type TelemetryConfig, telemetryOf } from "./telemetry.ts";

/**
 * The one place that reads the environment. Every variable, its default and its meaning: docs/operations.md.
 * Throws `ConfigError` with one sentence per problem; nothing starts on a half-set service.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(dropEmpty(env));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  }
  const e = parsed.data;
  const problems = [
    ...halfSet(
      "S3",
      e,
      ["S3_FILES_BUCKET", "S3_ARCHIVE_BUCKET", "S3_REGION"],
      ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_FORCE_PATH_STYLE"],
    ),
    ...halfSet("S3 credentials", e, ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"], []),
    ...halfSet("Inngest", e, ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"], ["INNGEST_BASE_URL"]),
    ...halfSet("PostgreSQL", e, ["DATABASE_URL"], ["DATABASE_APP_URL", "DATABASE_SYSTEM_URL"]),
    ...halfSet("SMTP", e, ["SMTP_URL", "MAIL_FROM"], []),
    ...halfSet("Qdrant", e, ["QDRANT_URL"], ["QDRANT_API_KEY", "QDRANT_OWN_SHARDS"]),
    ...halfSet(
      "Stripe",
      e,
      ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
      ["STRIPE_API_BASE"],
      "go without card payments",
    ),
    ...unknownVariables(env),
    ...loopbackAtLarge(e),
  ];
  if (e.DATABASE_URL && !e.AUTH_SECRET && !e.CAI_EMBEDDED) {
    problems.push(
      "AUTH_SECRET is missing: set it to at least 32 random characters (for example `openssl rand -base64 48`).",
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const dataDir = path.resolve(e.DATA_DIR);
  const rootDomain = (e.ROOT_DOMAIN ?? `localhost:${e.PORT}`).toLowerCase();
  return {
    environment: e.NODE_ENV,
    port: e.PORT,
    webProcesses: e.WEB_PROCESSES,
    jobWorkers: e.JOB_WORKERS,
    dataDir,
    temporaryDir: path.join(dataDir, "tmp"),
    rootDomain,
    bindAddress: e.BIND_ADDRESS ?? (/^localhost(:|$)/.test(rootDomain) ? "127.0.0.1" : "::"),
    protocol: e.APP_PROTOCOL,
    seedDemo: e.SEED_DEMO ?? ((!e.DATABASE_URL || e.CAI_EMBEDDED) && /^localhost(:|$)/.test(rootDomain)),
    trustProxy: e.TRUST_PROXY,
    authSecret: e.AUTH_SECRET ?? null,
    operatorToken: e.OPERATOR_TOKEN ?? null,
    metricsToken: e.METRICS_TOKEN ?? null,
    mailWebhookSecret: e.MAIL_WEBHOOK_SECRET ?? null,
    logLevel: e.LOG_LEVEL,
    shutdown: { drainMs: e.SHUTDOWN_DRAIN_MS, graceMs: e.SHUTDOWN_GRACE_MS },
    traces: {
      slowRequestMs: e.TRACE_SLOW_REQUEST_MS,
      slowJobMs: e.TRACE_SLOW_JOB_MS,
      keepDays: e.TRACE_KEEP_DAYS,
      keepMax: e.TRACE_KEEP_MAX,
      urlTemplate: e.TRACE_URL_TEMPLATE ?? null,
    },
    metrics: { maxTenants: e.METRICS_MAX_TENANTS, tenantLabels: e.METRICS_TENANT_LABELS },
    telemetry: telemetryOf(e),
    signUpsPerHour: e.SIGN_UPS_PER_HOUR,
    api: { ratePerSecond: e.API_RATE_PER_SECOND, rateBurst: e.API_RATE_BURST },
    dnsServers: e.DNS_SERVERS ?? null,
    webhooks: { allowLoopback: e.WEBHOOK_ALLOW_LOOPBACK },
    billing: {
      usageGraceDays: e.USAGE_GRACE_DAYS,
      seller: {
        name: e.SELLER_NAME,
        address: e.SELLER_ADDRESS?.replaceAll("\\n", "\n") ?? null,
        country: e.SELLER_COUNTRY ?? null,
        tax_id: e.SELLER_TAX_ID ?? null,
      },
      dunningSuspendDays: e.DUNNING_SUSPEND_DAYS,
      stripe:
        e.STRIPE_SECRET_KEY && e.STRIPE_WEBHOOK_SECRET
          ? {
              secretKey: e.STRIPE_SECRET_KEY,
              webhookSecret: e.STRIPE_WEBHOOK_SECRET,
              apiBase: e.STRIPE_API_BASE ?? null,
            }
          : null,
    },
    database: e.DATABASE_URL
      ? {
          url: e.DATABASE_URL,
          appUrl: e.DATABASE_APP_URL ?? null,
          systemUrl: e.DATABASE_SYSTEM_URL ?? null,
          poolSize: e.DATABASE_POOL_SIZE,
        }
      : null,
    storage:
      e.S3_FILES_BUCKET && e.S3_ARCHIVE_BUCKET && e.S3_REGION
        ? {
            kind: "s3",
            endpoint: e.S3_ENDPOINT,
            region: e.S3_REGION,
            accessKeyId: e.S3_ACCESS_KEY_ID,
            secretAccessKey: e.S3_SECRET_ACCESS_KEY,
            filesBucket: e.S3_FILES_BUCKET,
            archiveBucket: e.S3_ARCHIVE_BUCKET,
            forcePathStyle: e.S3_FORCE_PATH_STYLE,
          }
        : { kind: "disk", dir: path.join(dataDir, "objects"), restoreSeconds: e.DISK_RESTORE_SECONDS },
    jobs:
      e.INNGEST_EVENT_KEY && e.INNGEST_SIGNING_KEY
        ? {
            kind: "inngest",
            eventKey: e.INNGEST_EVENT_KEY,
            signingKey: e.INNGEST_SIGNING_KEY,
            baseUrl: e.INNGEST_BASE_URL ?? null,
          }
        : { kind: "embedded" },
    search: e.QDRANT_URL
      ? {
          kind: "qdrant",
          url: e.QDRANT_URL,
          apiKey: e.QDRANT_API_KEY ?? null,
          alias: e.QDRANT_COLLECTION,
          ownShards: e.QDRANT_OWN_SHARDS,
        }
      : { kind: "embedded" },
    embedding: { modelPath: e.EMBEDDING_MODEL_PATH ? path.resolve(e.EMBEDDING_MODEL_PATH) : null },
    mail:
      e.SMTP_URL && e.MAIL_FROM
        ? { kind: "smtp", url: e.SMTP_URL, from: e.MAIL_FROM }
        : { kind: "inbox", from: "Construction AI <no-reply@localhost>" },
  };
}

/** Configuration of this process, read once. */
export function config(): Config {
  cached ??= loadConfig();
  return cached;
}
let cached: Config | undefined;

/** The secret that signs sessions, presigned URLs and tokens. The embedded start creates and keeps one in DATA_DIR. */
export function authSecret(): string {
  const secret = config().authSecret;
  if (!secret)
    throw new ConfigError(["AUTH_SECRET is missing: start with `npm start`, which creates one, or set it."]);
  return secret;
}

export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export interface Config {
  environment: "development" | "production" | "test";
  port: number;
  webProcesses: number;
  jobWorkers: number;
  /** Absolute path of all embedded state. */
  dataDir: string;
  /** Absolute path of files that do not outlive their process; see temporary.ts. */
  temporaryDir: string;
  /** Host (with port where it is not the protocol's default) that tenants are subdomains of. */
  rootDomain: string;
  /** Only this machine while the root domain is localhost; every address otherwise. */
  bindAddress: string;
  protocol: "http" | "https";
  /** Two demo organisations with a known password; by default only on the embedded database of an installation for localhost. */
  seedDemo: boolean;
  /** True only behind a proxy of our own that sets X-Forwarded-For itself. */
  trustProxy: boolean;
  authSecret: string | null;
  operatorToken: string | null;
  metricsToken: string | null;
  /** What the mail provider's notifications of bounces and complaints bring; null: none are taken. */
  mailWebhookSecret: string | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /**
   * How a process ends: for `drainMs` it still serves but says that it is not ready, then what is under way has `graceMs`.
   */
  shutdown: { drainMs: number; graceMs: number };
  /** Which traces are kept for operators besides failed ones and those of processing, how long and how many. */
  traces: {
    slowRequestMs: number;
    slowJobMs: number;
    keepDays: number;
    keepMax: number;
    /** Where another tool shows a trace, with `{trace_id}` in it; null: nowhere. */
    urlTemplate: string | null;
  };
  /** How many organisations have labels of their own in the metrics, and whether any has; the others are `other`. */
  metrics: { maxTenants: number; tenantLabels: boolean };
  /** Traces and logs, and where they are sent. */
  telemetry: TelemetryConfig;
  /** Organisations that may be created from one address in an hour. */
  signUpsPerHour: number;
  /** Requests an organisation may make a second, and at once after a quiet time. */
  api: { ratePerSecond: number; rateBurst: number };
  /** Name servers that verify domains, `address` or `address:port`; null: the machine's own. */
  dnsServers: string[] | null;
  /** Whether receivers may be on this machine, over plain http: for development and tests. */
  webhooks: { allowLoopback: boolean };
  billing: {
    /** How long after its month's end usage may still arrive and be billed, in days. */
    usageGraceDays: number;
    /** Who invoices: the platform's operator. */
    seller: { name: string; address: string | null; country: string | null; tax_id: string | null };
    /** Days after the due date of an unpaid invoice until its organisation is suspended. */
    dunningSuspendDays: number;
    /** Null: no card payments; invoices go by mail and operators record what was paid. */
    stripe: StripeConfig | null;
  };
  database: { url: string; appUrl: string | null; systemUrl: string | null; poolSize: number } | null;
  storage: DiskStorageConfig | S3StorageConfig;
  jobs:
    | { kind: "embedded" }
    | { kind: "inngest"; eventKey: string; signingKey: string; baseUrl: string | null };
  /** The index of similar estimates: Qdrant, or files in DATA_DIR. */
  search:
    | { kind: "embedded" }
    | { kind: "qdrant"; url: string; apiKey: string | null; alias: string; ownShards: boolean };
  /** Folder of the model that turns texts into vectors; null: the downloaded one, or none. */
  embedding: { modelPath: string | null };
  mail: { kind: "smtp"; url: string; from: string } | { kind: "inbox"; from: string };
}
export interface StripeConfig {
  secretKey: string;
  webhookSecret: string;
  /** Another address of the API, such as the local double's; null: Stripe's own. */
  apiBase: string | null;
}
export interface DiskStorageConfig {
  kind: "disk";
  dir: string;
  restoreSeconds: number;
}
export interface S3StorageConfig {
  kind: "s3";
  endpoint: string | undefined;
  region: string;
  accessKeyId: string | undefined;
  secretAccessKey: string | undefined;
  filesBucket: string;
  archiveBucket: string;
  forcePathStyle: boolean;
}

const flag = z
  .enum(["0", "1", "true", "false"], "must be 1 or 0")
  .transform((v) => v === "1" || v === "true");
const whole = (min: number, max: number) =>
  z.coerce.number(`must be a whole number from ${min} to ${max}`).int().min(min).max(max);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL");

const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: whole(1, 65535).default(3000),
  WEB_PROCESSES: whole(1, 64).default(1),
  JOB_WORKERS: whole(0, 64).default(1),
  DATA_DIR: z.string().default(".data"),
  ROOT_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d+)?$/i, "must be a host name such as app.example.com")
    .optional(),
  BIND_ADDRESS: z.union([z.ipv4(), z.ipv6()], "must be an IP address").optional(),
  APP_PROTOCOL: z.enum(["http", "https"], "must be http or https").default("http"),
  SEED_DEMO: flag.optional(),
  TRUST_PROXY: flag.default(false),
  AUTH_SECRET: z
    .string()
    .min(32, "must have at least 32 characters (for example `openssl rand -base64 48`)")
    .optional(),
  OPERATOR_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  SHUTDOWN_DRAIN_MS: whole(0, 600_000).default(0),
  SHUTDOWN_GRACE_MS: whole(0, 3_600_000).default(8000),
  ...TELEMETRY_VARIABLES,
  TRACE_SLOW_REQUEST_MS: whole(1, 3_600_000).default(1000),
  TRACE_SLOW_JOB_MS: whole(1, 86_400_000).default(60_000),
  TRACE_KEEP_DAYS: whole(1, 3650).default(14),
  TRACE_KEEP_MAX: whole(1, 1_000_000).default(5000),
  TRACE_URL_TEMPLATE: z
    .url({ protocol: /^https?$/, error: "must be a URL such as https://jaeger.example/trace/{trace_id}" })
    .includes("{trace_id}", "must have {trace_id} where the trace's id belongs")
    .optional(),
  METRICS_MAX_TENANTS: whole(0, 10_000).default(200),
  METRICS_TENANT_LABELS: flag.default(true),
  SIGN_UPS_PER_HOUR: whole(1, 1_000_000).default(60),
  API_RATE_PER_SECOND: whole(1, 1_000_000).default(50),
  API_RATE_BURST: whole(1, 1_000_000).default(1000),
  DNS_SERVERS: z
    .string()
    .transform((list) => list.split(",").map((server) => server.trim()))
    .refine(
      (servers) =>
        servers.every((server) => /^(\[[0-9a-f:]+\](:\d+)?|[0-9a-f:]+|[\d.]+(:\d+)?)$/i.test(server)),
      "must be addresses of name servers such as 9.9.9.9 or 127.0.0.1:5353, separated by commas",
    )
    .optional(),
  WEBHOOK_ALLOW_LOOPBACK: flag.default(false),
  USAGE_GRACE_DAYS: whole(0, 3650).default(90),
  SELLER_NAME: z.string().default("Construction AI"),
  SELLER_ADDRESS: z.string().optional(),
  SELLER_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a two-letter country code such as DE")
    .optional(),
  SELLER_TAX_ID: z.string().optional(),
  DUNNING_SUSPEND_DAYS: whole(1, 3650).default(30),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, "must be a secret or restricted key, which starts with sk_ or rk_")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, "must be the signing secret of the webhook endpoint, which starts with whsec_")
    .optional(),
  STRIPE_API_BASE: z.url("must be a URL such as http://127.0.0.1:12111").optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_SYSTEM_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: whole(2, 200).default(10),
  S3_ENDPOINT: z.url("must be a URL").optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FILES_BUCKET: z.string().optional(),
  S3_ARCHIVE_BUCKET: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.default(false),
  DISK_RESTORE_SECONDS: z.coerce.number("must be a number of seconds").min(0).default(10),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_BASE_URL: z.url("must be a URL").optional(),
  QDRANT_URL: z
    .url({ protocol: /^https?$/, error: "must be a URL such as http://127.0.0.1:6333" })
    .optional(),
  QDRANT_API_KEY: z.string().optional(),
  QDRANT_COLLECTION: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, "must be lower-case letters, digits and hyphens")
    .default("estimates"),
  QDRANT_OWN_SHARDS: flag.default(false),
  EMBEDDING_MODEL_PATH: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must be an smtp:// or smtps:// URL")
    .optional(),
  MAIL_FROM: z.string().optional(),
  MAIL_WEBHOOK_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  /** Set by the supervisor for the processes it starts on embedded services. */
  CAI_EMBEDDED: flag.default(false),
});
type Env = z.infer<typeof Environment>;

const SERVICE_PREFIXES = [
  "S3_",
  "INNGEST_",
  "SMTP_",
  "DATABASE_",
  "MAIL_",
  "DISK_",
  "SELLER_",
  "USAGE_",
  "STRIPE_",
  "DUNNING_",
  "WEBHOOK_",
  "DNS_",
  "QDRANT_",
  "TRACE_",
  "SHUTDOWN_",
  "METRICS_",
];
/** Read by the Inngest SDK itself. */
const FOREIGN_VARIABLES = new Set([
  "INNGEST_DEV",
  "INNGEST_ENV",
  "INNGEST_SIGNING_KEY_FALLBACK",
  "INNGEST_LOG_LEVEL",
]);

function unknownVariables(env: Record<string, string | undefined>): string[] {
  const known = new Set(Object.keys(Environment.shape));
  return Object.keys(env)
    .filter(
      (name) =>
        env[name] &&
        SERVICE_PREFIXES.some((p) => name.startsWith(p)) &&
        !known.has(name) &&
        !FOREIGN_VARIABLES.has(name),
    )
    .map(
      (name) => `${name} is not a variable of this product: check its spelling against docs/operations.md.`,
    );
}

function halfSet(
  service: string,
  env: Env,
  required: (keyof Env)[],
  optional: (keyof Env)[],
  without = "use the embedded form",
): string[] {
  const set = (name: keyof Env) => env[name] !== undefined && env[name] !== false;
  const missing = required.filter((name) => !set(name));
  if (missing.length === 0 || (missing.length === required.length && !optional.some(set))) return [];
  return [
    `${service} is half set: ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing. Set all of ${required.join(", ")}, or none to ${without}.`,
  ];
}

/** What members of an organisation may name must not reach the services beside a real installation. */
function loopbackAtLarge(env: Env): string[] {
  if (!env.WEBHOOK_ALLOW_LOOPBACK || !env.ROOT_DOMAIN || /^localhost(:|$)/i.test(env.ROOT_DOMAIN)) return [];
  return [
    "WEBHOOK_ALLOW_LOOPBACK is for development: it may be 1 only while ROOT_DOMAIN is localhost. Leave it out.",
  ];
}

function dropEmpty(env: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
}
