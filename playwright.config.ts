import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3456);
// The workers read it as well: they look into the installation's stores.
process.env.E2E_RUN ??= String(process.ppid);
const dataDir = path.join(os.tmpdir(), `cai-e2e-${process.env.E2E_RUN}`);

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  timeout: 90_000,
  // scripts/test.ts names what passed only when run again.
  retries: process.env.CI ? 2 : 0,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: `http://demo.localhost:${port}`,
    // A control that never gets ready fails where it is used, not at the end of the whole test.
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    screenshot: "only-on-failure",
    // Recording costs every test time; in the gate, what is run again is recorded.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    contextOptions: { reducedMotion: "reduce" },
  },
  webServer: {
    command: `${process.execPath} scripts/server/supervisor.ts`,
    url: `http://127.0.0.1:${port}/api/health/ready`,
    timeout: 240_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      PORT: String(port),
      DATA_DIR: dataDir,
      WEB_PROCESSES: "2",
      JOB_WORKERS: "2",
      LOG_LEVEL: "warn",
      OPERATOR_TOKEN: "operator-token-for-tests",
      WEBHOOK_ALLOW_LOOPBACK: "1",
      // Nearly every test signs up an organisation of its own, all from one address.
      SIGN_UPS_PER_HOUR: "1000",
      // Of a name server that settings.spec.ts starts; nothing else asks DNS.
      DNS_SERVERS: `127.0.0.1:${port + 53}`,
    },
  },
});
