import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Of Debian: the same engine without a window, which runs the tests in two thirds of the time. */
const HEADLESS = "/usr/bin/chromium-headless-shell";
const WHOLE = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Path of a Chromium or Chrome: CHROMIUM_PATH, one that is installed, or one that is installed now (as root by apt-get, else by
 * Playwright). Tests take the headless one before the whole, pictures and measurements what people use. Throws with what to do
 * when none can be had.
 */
export async function findChromium(use: "tests" | "pictures" = "pictures"): Promise<string> {
  const installed = use === "tests" ? [HEADLESS, ...WHOLE] : [...WHOLE, HEADLESS];
  const find = () =>
    [process.env.CHROMIUM_PATH, ...installed, chromium.executablePath()].find(
      (file) => file && existsSync(file),
    );
  // Not every distribution has the headless one as a package of its own.
  const ways = [
    ...(use === "tests" ? [() => aptInstall("chromium-headless-shell")] : []),
    () => aptInstall("chromium"),
    () => spawnSync("node_modules/.bin/playwright", ["install", "chromium"], { stdio: "inherit" }),
  ];
  if (!find()) console.log("No Chromium found: installing one …");
  for (const way of ways) if (!find()) way();
  const found = find();
  if (!found)
    throw new Error(
      "No Chromium could be installed. Install Chromium or Chrome, or name one by CHROMIUM_PATH, and run the tests again.",
    );
  return found;
}

function aptInstall(name: string) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  for (const args of [["update"], ["install", "-y", name]])
    spawnSync("apt-get", ["-qq", ...args], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
}
