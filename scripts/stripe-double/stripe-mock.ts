import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** The version that the double was last held against; its description is that of the API of 2026-08-26. */
const VERSION = "v0.203.0";

export interface StripeMock {
  url: string;
  /** Stripe's published description, as the mock carries it. */
  description: string;
  stop(): Promise<void>;
}

/**
 * Starts Stripe's own mock on a free port of this machine. The first time it is built from the Go module proxy, which
 * needs Go; TEST_STRIPE_MOCK_DIR says where it is kept. It knows requests and shapes, but no state: it does not replace
 * the double, it is what the double is held against.
 */
export async function startStripeMock(): Promise<StripeMock> {
  const folder = process.env.TEST_STRIPE_MOCK_DIR ?? path.join(os.tmpdir(), "construction-ai-stripe-mock");
  const program = path.join(folder, "bin", "stripe-mock");
  if (!existsSync(program))
    await promisify(execFile)("go", ["install", `github.com/stripe/stripe-mock@${VERSION}`], {
      env: { ...process.env, GOPATH: folder, GOFLAGS: "-modcacherw" },
    });
  const port = await freePort();
  const child = spawn(program, ["-http-addr", `127.0.0.1:${port}`], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("stripe-mock did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    description: path.join(
      folder,
      `pkg/mod/github.com/stripe/stripe-mock@${VERSION}/embedded/openapi/spec3.json`,
    ),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
