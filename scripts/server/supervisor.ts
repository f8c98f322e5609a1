import { type ChildProcess, fork } from "node:child_process";
import cluster from "node:cluster";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { migrateDatabase } from "#db/migrate.ts";
import { type DemoOrganisation, demoReady, seedDemo } from "#db/seed/demo.ts";
import { type Config, ConfigError, loadConfig } from "#lib/config/index.ts";
import { buildWhereNeeded } from "./build.ts";
import { announceInstallation, embedDatabase } from "./installation.ts";
import { lockDirectory } from "./lock.ts";
import { StartRefused } from "./start-refused.ts";

/**
 * `npm start`: embedded services, migration, demo, build, then web and job processes, which it keeps alive.
 * `--dev` serves by Next's development server instead of a build.
 */
const dev = process.argv.includes("--dev");
/** Stopped in this order: what serves, all at once; then what it stood on, the latest first. */
const processes = new Set<() => Promise<void>>();
const services: (() => Promise<void>)[] = [];
let stopping = false;

main().catch(async (error) => {
  console.error(error instanceof ConfigError || error instanceof StartRefused ? error.message : error);
  await stopAll();
  process.exit(1);
});

async function main() {
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  let settings = loadConfig();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void shutDown());
  await portMustBeFree(settings);
  services.push(await lockDirectory(settings.dataDir));
  if (!settings.database) {
    services.push(await embedDatabase(settings.dataDir));
    settings = loadConfig();
  }
  services.push(await announceInstallation());
  if (settings.database) await migrateDatabase(settings.database.url);
  const demo = settings.seedDemo ? await seedDemo() : [];
  if (!dev) await buildWhereNeeded();
  startJobWorkers(settings.jobWorkers);
  await startWeb(settings);
  await demoReady();
  banner(settings, demo);
}

function startJobWorkers(count: number) {
  for (let i = 0; i < count; i++)
    keepAlive(`job worker ${i + 1}`, () =>
      fork(path.join(import.meta.dirname, "job-worker.ts"), { stdio: "inherit" }),
    );
}

async function startWeb(settings: Config) {
  cluster.setupPrimary({ exec: path.join(import.meta.dirname, "web.ts"), args: dev ? ["--dev"] : [] });
  const serving: Promise<void>[] = [];
  for (let i = 0; i < (dev ? 1 : settings.webProcesses); i++) {
    serving.push(
      new Promise((resolve) => {
        keepAlive(`web process ${i + 1}`, () => {
          const worker = cluster.fork();
          worker.once("listening", () => resolve());
          return worker.process;
        });
      }),
    );
  }
  await Promise.all(serving);
  await answers(settings.port);
}

/** Starts a process again whenever it ends by itself, at growing intervals while it keeps ending at once. */
function keepAlive(name: string, start: () => ChildProcess) {
  let quickDeaths = 0;
  const launch = () => {
    const startedAt = Date.now();
    const child = start();
    const stop = () => endProcess(child);
    processes.add(stop);
    child.once("exit", (code, signal) => {
      processes.delete(stop);
      if (stopping) return;
      quickDeaths = Date.now() - startedAt < 10_000 ? quickDeaths + 1 : 0;
      const wait = Math.min(30_000, 500 * 2 ** quickDeaths);
      console.error(`The ${name} ended (${signal ?? `code ${code}`}); it starts again in ${wait / 1000} s.`);
      setTimeout(() => !stopping && launch(), wait);
    });
  };
  launch();
}

function endProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 12_000).unref();
  });
}

async function shutDown() {
  if (stopping) return;
  await stopAll();
  process.exit(0);
}

async function stopAll() {
  stopping = true;
  await Promise.all([...processes].map((stop) => stop()));
  for (const stop of services.reverse()) await stop();
}

function portMustBeFree({ port, bindAddress }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new StartRefused(
          error.code === "EADDRINUSE"
            ? `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`
            : `Port ${port} cannot be used (${error.code}). Choose another: PORT=3000 npm start`,
        ),
      ),
    );
    probe.listen(port, bindAddress, () => probe.close(() => resolve()));
  });
}

async function answers(port: number): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const status = await new Promise<number>((resolve) => {
      http
        .get({ host: "127.0.0.1", port, path: "/api/health/ready", timeout: 5000 }, (res) =>
          resolve(res.resume().statusCode ?? 0),
        )
        .on("error", () => resolve(0));
    });
    if (status === 200) return;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new StartRefused("The server did not become ready within a minute; its messages are above.");
}

function banner(settings: Config, demo: DemoOrganisation[]) {
  const at = (slug: string) => `${settings.protocol}://${slug}.${settings.rootDomain}`;
  console.log("");
  for (const { slug, email, password } of demo)
    console.log(`  ${at(slug)}   sign in as ${email} / ${password}`);
  if (settings.mail.kind === "inbox")
    console.log(`  ${settings.protocol}://${settings.rootDomain}/inbox   mail that the product sent`);
  console.log("");
  console.log(`ready ${settings.protocol}://${settings.rootDomain}`);
}
