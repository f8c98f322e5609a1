import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { isRunning, processIdentity } from "#lib/config/process-identity.ts";
import { AppError } from "#lib/errors.ts";
import type { CreatedBackup } from "./create-backup.ts";
import { DRILL_MARK, type Examination } from "./examine.ts";
import type { RestoredBackup } from "./restore-backup.ts";

export interface Drill extends Examination {
  backup: string;
  restored: RestoredBackup;
  /** Null where an existing backup was tried. */
  created: CreatedBackup | null;
  seconds: number;
  /** Where the restored installation stays; null: it is gone. */
  kept: string | null;
}

export interface DrillInput {
  /** An existing backup and the options of the command line that open it; else a fresh one is made. */
  existing: { file: string; key: string[] } | null;
  create: (to: string, recipient: string) => Promise<CreatedBackup>;
  /** Where there is room for the backup and for what is restored of it. */
  under?: string;
  keep: boolean;
  /** Ends it; nothing of it stays. */
  signal?: AbortSignal;
}

/**
 * Restores a backup into an empty installation in a directory of its own, by the commands that one would use, on an embedded
 * database and a disk store, and has it examined. No job runs in it, so no mail and no webhook leaves it.
 */
export async function drill({
  existing,
  create,
  under = os.tmpdir(),
  keep,
  signal,
}: DrillInput): Promise<Drill> {
  const startedAt = Date.now();
  await clearDead(under);
  const owner = keep ? "kept" : await processIdentity(process.pid);
  const directory = await mkdtemp(path.join(under, `${PREFIX}${owner}-`));
  const dataDir = path.join(directory, "data");
  try {
    await mkdir(dataDir, { mode: 0o700 });
    await writeFile(path.join(dataDir, DRILL_MARK), "");
    const { file, key, created } = existing ? { ...existing, created: null } : await fresh(directory, create);
    const run = <T>(command: string, ...more: string[]) =>
      runCommand<T>(dataDir, [command, "--from", file, ...key, ...more], signal);
    const restored = await run<RestoredBackup>("restore", "--no-index");
    const examined = await run<Examination>("examine");
    return {
      ...examined,
      backup: path.basename(file),
      restored,
      created,
      seconds: (Date.now() - startedAt) / 1000,
      kept: keep ? dataDir : null,
    };
  } finally {
    if (!keep) await rm(directory, { recursive: true, force: true });
  }
}

const PREFIX = "backup-drill-";

/** What drills left that were killed. */
async function clearDead(under: string): Promise<void> {
  for (const name of await readdir(under).catch(() => [])) {
    const owner = /^backup-drill-(\d+-\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !(await isRunning(owner)))
      await rm(path.join(under, name), { recursive: true, force: true });
  }
}

async function fresh(directory: string, create: DrillInput["create"]) {
  const identity = await generateX25519Identity();
  const identityFile = path.join(directory, "identity");
  await writeFile(identityFile, `${identity}\n`, { mode: 0o600 });
  const created = await create(
    path.join(directory, "backup.tar.zst.age"),
    await identityToRecipient(identity),
  );
  return { file: created.file, key: ["--identity-file", identityFile], created };
}

/** Of this process' environment only what a program needs to run: nothing leads to this installation's services. */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "LANG", "NODE_OPTIONS", "EMBEDDING_MODEL_PATH"];

async function runCommand<T>(dataDir: string, args: string[], signal: AbortSignal | undefined): Promise<T> {
  signal?.throwIfAborted();
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    OTEL_SDK_DISABLED: "true",
    SEED_DEMO: "0",
  };
  for (const name of PASSED_ON) if (process.env[name] !== undefined) env[name] = process.env[name];
  const script = path.join(process.cwd(), "scripts", "backup.ts");
  const running = promisify(execFile)(process.execPath, [script, ...args], { env, maxBuffer: 256 * 2 ** 20 });
  // It stops its database before it ends.
  const stop = () => void running.child.kill("SIGTERM");
  signal?.addEventListener("abort", stop);
  const { stdout, stderr, code } = await running
    .then(
      (said) => ({ ...said, code: 0 }),
      (error: { stdout?: string; stderr?: string; code?: number }) => ({
        stdout: error.stdout ?? "",
        stderr: error.stderr ?? String(error),
        code: error.code ?? 1,
      }),
    )
    .finally(() => signal?.removeEventListener("abort", stop));
  signal?.throwIfAborted();
  // What was examined and found wrong is an answer too.
  if (stdout.trim() === "" || (code !== 0 && args[0] !== "examine"))
    throw new AppError(
      500,
      "drill_failed",
      `The drill's ${args[0]} did not succeed. It said:\n${stderr.trim().slice(-2000)}`,
    );
  return JSON.parse(stdout);
}

/** The figures of a drill as lines for people. */
export function drillTable(drill: Drill): string {
  const line = (what: string, value: string, isGood: boolean) =>
    `${isGood ? "ok  " : "FAIL"}  ${what.padEnd(22)} ${value}`;
  const { tables, objects, audit, row_level_security: rls } = drill;
  const wrong = tables.filter(({ same }) => !same);
  return [
    line(
      "tables",
      drill.compared === "content"
        ? `${tables.length - wrong.length} of ${tables.length} the same, ${tables.reduce((sum, t) => sum + t.restored_rows, 0)} rows${wrong.map(({ name }) => `; ${name} differs`).join("")}`
        : `${tables.length}, of an older schema: not compared`,
      drill.compared === "objects" || wrong.length === 0,
    ),
    line(
      "objects",
      `${objects.count - objects.different.length} of ${objects.count} the same, ${objects.bytes} bytes`,
      objects.different.length === 0,
    ),
    line("left in the bucket", String(drill.restored.left_in_bucket.count), true),
    line("absent when backed up", String(drill.absent.length), drill.absent.length === 0),
    line("audit logs", `${audit.verified} of ${audit.organisations} verified`, audit.broken.length === 0),
    line(
      "row-level security",
      `${rls.tables} tables, ${rls.without.length} without, ${rls.foreign_rows} foreign rows seen`,
      rls.without.length + rls.foreign_rows === 0,
    ),
    line("AUTH_SECRET", drill.auth_secret ? "that of the backup" : "another one", drill.auth_secret),
    line(
      "sign-in",
      drill.sign_in === null ? "nobody to let in" : drill.sign_in ? "works" : "refused",
      drill.sign_in !== false,
    ),
    line(
      "readiness",
      drill.readiness.parts.map(({ name, state }) => `${name} ${state}`).join(", "),
      drill.readiness.status !== "down",
    ),
    `${drill.ok ? "ok  " : "FAIL"}  ${drill.backup}, of ${drill.snapshot_at}, in ${drill.seconds.toFixed(1)} s`,
  ].join("\n");
}
