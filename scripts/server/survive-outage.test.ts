import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = (code: string) =>
  promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    `const { surviveOutage } = await import("./scripts/server/survive-outage.ts");
     surviveOutage();
     Promise.reject(Object.assign(new Error("lost"), { code: ${JSON.stringify(code)} }));
     setTimeout(() => { console.log("alive"); process.exit(0); }, 50);`,
  ]);

it.each(["ECONNREFUSED", "CONNECTION_CLOSED", "57P01", "57P03"])("survives %s", async (code) => {
  expect((await run(code)).stdout).toContain("alive");
});

it.each(["ENOENT", "23505"])("lets the process end by %s", async (code) => {
  await expect(run(code)).rejects.toMatchObject({ code: 1 });
});
