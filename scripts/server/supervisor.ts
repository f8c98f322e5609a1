import { type ChildProcess, fork } from "node:child_process";
import cluster from "node:cluster";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { closePools } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { type DemoOrganisation, demoReady, enterDemoEstimates, seedDemo } from "#db/seed/demo.ts";
import { type Config, ConfigError, loadConfig } from "#lib/config/index.ts";
import { askReadiness } from "./ask-readiness.ts";
import { buildWhereNeeded } from "./build.ts";
import { announceInstallation, embedDatabase } from "./installation.ts";
import { lockDirectory } from "./lock.ts";
import { shutdownTimes } from "./shutdown-times.ts";
import { StartRefused } from "./start-refused.ts";
import { stopPart } from "./stop-part.ts";

/**
 * `npm start`: embedded services, migration, demo, build, then web and job processes, which it keeps alive.
 * `--dev` serves by Next's development server instead of a build.
 */
const dev = process.argv.includes("--dev");
/** Stopped in this order: what serves, all at once; then what it stood on, the latest first. */
const processes = new Set<() => Promise<void>>();
const services: (() => Promise<void>)[] = [];
/** How long a process has to end before it is killed, milliseconds. */
let killMs = 0;
/** Ends whatever is being started; nothing is started once it has gone off. */
const stopping = new AbortController();
const { signal } = stopping;

// Nothing that goes wrong unseen may end this process alone and leave what it started. What is stopped fails, of course.
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error) => void fail(error));
const starting = main();
starting.catch(fail);

async function main() {
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  let settings = loadConfig();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => void shutDown());
  killMs = shutdownTimes(settings.shutdown).killMs;
  await portMustBeFree(settings);
  await service(() => lockDirectory(settings.dataDir));
  if (!settings.database) {
    await service(() => embedDatabase(settings.dataDir, { signal, gaveUp: (error) => void fail(error) }));
    settings = loadConfig();
  }
  await service(announceInstallation);
  if (settings.database) await step(migrateDatabase(settings.database.url));
  const demo = settings.seedDemo ? await step(seedDemo()) : [];
  if (!dev) await step(buildWhereNeeded(signal));
  startJobWorkers(settings.jobWorkers);
  await step(startWeb(settings));
  await step(demoReady());
  if (settings.seedDemo) await step(enterDemoEstimates());
  // From here on the database is for those that serve.
  await step(closePools());
  banner(settings, demo);
}

/** Starts a service; its stop is known from the moment that it runs, also when everything is being stopped by then. */
async function service(start: () => Promise<() => Promise<void>>): Promise<void> {
  signal.throwIfAborted();
  services.push(await start());
  signal.throwIfAborted();
}

/** Waits for a part of the start, and no longer once everything is being stopped. */
async function step<T>(work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  return Promise.race([work, stopped]).finally(() => signal.removeEventListener("abort", stop));
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
  await answers(settings);
}

/** Starts a process again whenever it ends by itself, at growing intervals while it keeps ending at once. */
function keepAlive(name: string, start: () => ChildProcess) {
  let quickDeaths = 0;
  const launch = () => {
    const startedAt = Date.now();
    const child = start();
    const stop = () => endProcess(child, name);
    processes.add(stop);
    child.once("exit", (code, endedBy) => {
      processes.delete(stop);
      if (signal.aborted) return;
      quickDeaths = Date.now() - startedAt < 10_000 ? quickDeaths + 1 : 0;
      const wait = Math.min(30_000, 500 * 2 ** quickDeaths);
      console.error(`The ${name} ended (${endedBy ?? `code ${code}`}); it starts again in ${wait / 1000} s.`);
      setTimeout(() => !signal.aborted && launch(), wait);
    });
  };
  launch();
}

/** Whether everything that was told to end did so by itself and in time. */
let endedWell = true;

/** Tells a process to end, and waits; one that does not end in time is killed. */
function endProcess(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", (code, endedBy) => {
      // One that was only just starting knows no better way to end.
      if (code !== 0 && endedBy !== "SIGTERM") {
        endedWell = false;
        console.error(`The ${name} did not end well (${endedBy ?? `code ${code}`}).`);
      }
      resolve();
    });
    child.kill("SIGTERM");
    const killing = setTimeout(() => child.kill("SIGKILL"), killMs);
    child.once("exit", () => clearTimeout(killing));
  });
}

async function shutDown() {
  if (signal.aborted) return;
  await stopAll();
  process.exit(endedWell ? 0 : 1);
}

async function fail(error: unknown) {
  if (signal.aborted) return;
  console.error(error instanceof ConfigError || error instanceof StartRefused ? error.message : error);
  await stopAll();
  process.exit(1);
}

/** What was being started when it began ends as well, or is stopped as soon as it stands. */
async function stopAll() {
  stopping.abort();
  await stopStarted();
  await Promise.race([starting.catch(() => {}), pause(START_ENDS_MS)]);
  await stopStarted();
}

const START_ENDS_MS = 25_000;

async function stopStarted() {
  await Promise.all([...processes].map((stop) => stopPart(stop, killMs + 5000)));
  for (const stop of services.splice(0).reverse()) await stopPart(stop);
}

function portMustBeFree({ port, bindAddress }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new StartRefused(
          error.code === "EADDRINUSE"
            ? `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`
            : error.code === "EADDRNOTAVAIL"
              ? `BIND_ADDRESS ${bindAddress} is no address of this machine. Set one that it has, or leave it out.`
              : `Port ${port} cannot be used (${error.code}). Choose another: PORT=3000 npm start`,
        ),
      ),
    );
    probe.listen(port, bindAddress, () => probe.close(() => resolve()));
  });
}

async function answers({ bindAddress, port }: Config): Promise<void> {
  for (let i = 0; i < 300 && !signal.aborted; i++) {
    const answer = await askReadiness(bindAddress, port);
    if (answer?.status === 200) return;
    await pause(200);
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
