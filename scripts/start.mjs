// Runs on whatever Node npm came with: installs where needed, then hands over to the Node that the project brings along.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old to install this. Install Node 20.9 or newer and start again.`,
  );
  process.exit(1);
}

const [script, ...rest] = process.argv[2]?.startsWith("--script=")
  ? [process.argv[2].slice("--script=".length), ...process.argv.slice(3)]
  : ["scripts/server/supervisor.ts", ...process.argv.slice(2)];
let running;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => running?.kill(signal));
await installWhereNeeded();
const node = path.join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const ended = await run(node, [path.join(root, script), ...rest], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
});
process.exit(statusOf(ended));

async function installWhereNeeded() {
  if (isInstalled()) return;
  console.log("Installing packages (npm ci), once …");
  const windows = process.platform === "win32";
  const ended = await run(windows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows,
    // npm before 11 knows no `allowScripts`: onnxruntime-node's would fetch 400 MB for graphics cards.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" },
  });
  if (ended.code === 0) return;
  if (ended.signal === null)
    console.error(
      "The packages could not be installed; npm's message is above. Check the network and start again.",
    );
  process.exit(statusOf(ended));
}

/** Signals that reach this process are passed on to the one that runs, so nothing of it is left behind. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    running = spawn(command, args, { cwd: root, ...options });
    running.on("error", reject).on("exit", (code, signal) => resolve({ code, signal }));
  });
}

function statusOf({ code, signal }) {
  return code ?? (signal === "SIGINT" ? 130 : 1);
}

/** Whether node_modules holds what the lock file asks for, by npm's own record of what it installed. */
function isInstalled() {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const present = read(record);
  return Object.entries(read(path.join(root, "package-lock.json"))).every(
    ([name, wanted]) =>
      name === "" || wanted.optional || wanted.peer || present[name]?.version === wanted.version,
  );
}
