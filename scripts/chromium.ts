import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * Path of a Chromium or Chrome for the browser tests: CHROMIUM_PATH, one that is installed, or one that is installed now
 * (by Playwright, or as root by apt-get). Throws with what to do when none can be had.
 */
export async function findChromium(): Promise<string> {
  const known = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    chromium.executablePath(),
  ];
  const found = () => known.find((file) => file && existsSync(file));
  const present = found();
  if (present) return present;
  console.log("No Chromium found: installing one …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  if (!found()) spawnSync("node_modules/.bin/playwright", ["install", "chromium"], { stdio: "inherit" });
  const installed = found();
  if (!installed)
    throw new Error(
      "No Chromium could be installed. Install Chromium or Chrome, or name one by CHROMIUM_PATH, and run the tests again.",
    );
  return installed;
}
