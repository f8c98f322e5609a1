import type { Config } from "#lib/config/index.ts";

/** Settings whose value tells how an installation runs and nothing about anybody. */
const SHOWN = [
  "NODE_ENV",
  "PORT",
  "WEB_PROCESSES",
  "JOB_WORKERS",
  "APP_PROTOCOL",
  "SEED_DEMO",
  "TRUST_PROXY",
  "LOG_LEVEL",
  "API_RATE_PER_SECOND",
  "API_RATE_BURST",
  "SIGN_UPS_PER_HOUR",
  "WEBHOOK_ALLOW_LOOPBACK",
  "USAGE_GRACE_DAYS",
  "DUNNING_SUSPEND_DAYS",
  "DATABASE_POOL_SIZE",
  "S3_REGION",
  "S3_FORCE_PATH_STYLE",
  "DISK_RESTORE_SECONDS",
  "QDRANT_OWN_SHARDS",
  "TRACE_KEEP_DAYS",
  "TRACE_KEEP_MAX",
];

/** Of which it is told whether they are set. */
const PREFIXES =
  /^(S3|INNGEST|SMTP|DATABASE|MAIL|DISK|SELLER|USAGE|STRIPE|DUNNING|WEBHOOK|DNS|QDRANT|OTEL|TRACE|METRICS|OPERATOR|AUTH|ROOT|BIND|EMBEDDING|DATA|API|CAI)_/;

export function configurationFacts(env: Record<string, string | undefined>, config: Config) {
  const variables: Record<string, string> = {};
  for (const name of Object.keys(env).sort()) {
    if (!env[name]) continue;
    // A value that is no plain word was not meant for such a setting.
    if (SHOWN.includes(name)) variables[name] = /^[\w.-]{1,40}$/.test(env[name]) ? env[name] : "set";
    else if (PREFIXES.test(name)) variables[name] = "set";
  }
  return {
    forms: {
      database: config.database === null ? "none" : env.CAI_EMBEDDED ? "embedded" : "external",
      storage: config.storage.kind,
      jobs: config.jobs.kind,
      search: config.search.kind,
      mail: config.mail.kind,
      stripe: config.billing.stripe === null ? "none" : "set",
    },
    variables,
  };
}
