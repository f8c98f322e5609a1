import { chmod, readdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { withSystem } from "#db/tenant.ts";
import { type Identities, type Recipients, readIdentities, readPassphrase } from "#lib/backup/age.ts";
import { createBackup } from "#lib/backup/create-backup.ts";
import { drill, drillTable } from "#lib/backup/drill.ts";
import { examineRestored } from "#lib/backup/examine.ts";
import { thisInstallation } from "#lib/backup/installation.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { restoreTenant } from "#lib/backup/restore-tenant.ts";
import { type WalkedBackup, walkBackup } from "#lib/backup/walk-backup.ts";
import { config, loadConfig } from "#lib/config/index.ts";
import { AppError } from "#lib/errors.ts";
import { recordFact } from "#lib/observability/metrics/record-fact.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { reindexAll, reindexTenant } from "#lib/search/reindex.ts";
import { runCommand } from "./server/run-command.ts";

/** `npm run backup -- …`: prints JSON. See docs/backup.md. */
const USAGE = `npm run backup -- create --to DIRECTORY|FILE (--recipient age1… [--recipient …] | --passphrase-file F) [--tenant SLUG]
npm run backup -- verify --from FILE|DIRECTORY (--identity-file F | --passphrase-file F)
npm run backup -- restore --from FILE (--identity-file F | --passphrase-file F) [--tenant SLUG]
npm run backup -- drill [--from FILE|DIRECTORY (--identity-file F | --passphrase-file F)] [--work DIRECTORY] [--keep]
npm run backup -- keygen --to FILE
npm run backup -- secrets --from FILE (--identity-file F | --passphrase-file F) --to FILE
A directory as --from means the newest backup of the whole installation in it.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    from: { type: "string" },
    tenant: { type: "string" },
    recipient: { type: "string", multiple: true },
    "identity-file": { type: "string" },
    "passphrase-file": { type: "string" },
    work: { type: "string" },
    keep: { type: "boolean", default: false },
    // Of a drill, which compares what was restored before anything is added to it.
    "no-index": { type: "boolean", default: false },
  },
});
/** Interrupted, it clears away what it has made, and ends with 130. */
const interrupted = new AbortController();
const { signal } = interrupted;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => {
    if (signal.aborted) return;
    console.error("Interrupted: what was made so far goes again.");
    interrupted.abort(new AppError(499, "interrupted", "It was interrupted. Nothing was changed."));
  });
/** A secret that is kept in DATA_DIR may be replaced by a restore; one that was given may not. */
const isSecretGiven = Boolean(process.env.AUTH_SECRET);

switch (positionals[0]) {
  case "create":
    await runCommand(create, signal);
    break;
  case "restore":
    await restore();
    break;
  case "drill":
    await runCommand(tryOut, signal);
    break;
  case "examine":
    await runCommand(async () => {
      const examined = await examineRestored(await existing(), await identities());
      if (!examined.ok) process.exitCode = 1;
      return examined;
    }, signal);
    break;
  case "verify":
    await alone(verify);
    break;
  case "keygen":
    await alone(keygen);
    break;
  case "secrets":
    await alone(secrets);
    break;
  default:
    await alone(() => Promise.reject(usage(USAGE)));
}
if (signal.aborted && process.exitCode) process.exitCode = 130;

async function create() {
  const to = needed("to");
  const created = await createBackup(await thisInstallation({ signal }), {
    to,
    recipients: await recipients(),
    ...(values.tenant !== undefined && { tenant: values.tenant }),
  });
  if (!created.complete) {
    console.error(
      `The backup was made, but ${created.absent.length} objects that rows refer to are missing or damaged in the object store: see \`absent\`.`,
    );
    process.exitCode = 1;
  }
  const { kind, snapshot_at, bytes, complete } = created;
  await withSystem((tx) =>
    recordDeed(tx, COMMAND, "backup.created", {
      kind,
      ...(values.tenant !== undefined && { organisation: values.tenant }),
      snapshot_at,
      bytes,
      complete,
    }),
  );
  if (complete && kind === "installation") {
    await recordFact("last_backup", { finished_at: new Date().toISOString(), bytes: created.bytes });
  }
  return created;
}

async function restore() {
  let checked: WalkedBackup | undefined;
  const [from, by] = await alone(async () => {
    const key = [await existing(), await identities()] as const;
    // Before a database is even started.
    checked = await walkBackup(...key, {}, signal);
    return key;
  }, false);
  const found = checked;
  if (!found || !from || !by) return;
  const { dataDir } = loadConfig();
  const adopt = isSecretGiven ? null : (secret: string) => keepSecret(dataDir, secret);
  const slug =
    values.tenant ?? (found.format.kind === "tenant" ? found.manifest.tenants[0]?.slug : undefined);
  await runCommand(async () => {
    if (slug === undefined) {
      const into = await thisInstallation({ adoptSecret: adopt, signal });
      const restored = await restoreBackup(into, from, by, found);
      const { snapshot_at, rows, objects } = restored;
      // A drill compares what was restored, and so has nothing added to it.
      if (!values["no-index"])
        await withSystem((tx) =>
          recordDeed(tx, COMMAND, "installation.restored", {
            snapshot_at,
            rows,
            objects: objects.written + objects.there,
          }),
        );
      sayWhatLacks(restored.left_in_bucket.missing, restored.absent.length);
      return { ...restored, search_index: await indexed(() => reindexAll()) };
    }
    const restored = await restoreTenant(await thisInstallation({ signal }), from, by, found, slug);
    sayWhatLacks([...restored.left_in_bucket.missing, ...restored.missing], restored.absent.length);
    return { ...restored, search_index: await indexed(() => reindexTenant(restored.tenant.id)) };
  }, signal);
}

/** It was restored, but not all of it can be used. */
function sayWhatLacks(missing: readonly { bucket: string; key: string }[], absent: number): void {
  if (values["no-index"] || missing.length + absent === 0) return;
  if (missing.length > 0)
    console.error(
      `It was restored, but ${missing.length} objects that rows refer to are not in the buckets here (see \`missing\`), archived ones among them: copy them there from where they are.`,
    );
  if (absent > 0)
    console.error(
      `It was restored, but ${absent} objects were missing or damaged already when the backup was made: see \`absent\`.`,
    );
  process.exitCode = 1;
}

/** Not part of a backup: it is made from the rows. What cannot be done now is done by the jobs. */
async function indexed(reindex: () => Promise<{ done: number }>): Promise<string> {
  if (values["no-index"]) return "left for the jobs";
  try {
    return `${(await reindex()).done} estimates indexed`;
  } catch (error) {
    return `left for the jobs: ${error instanceof Error ? error.message : error}`;
  }
}

/** The next start sets the passwords of the database's roles, which depend on it. */
async function keepSecret(dataDir: string, secret: string): Promise<void> {
  const file = path.join(dataDir, "auth-secret");
  await writeFile(`${file}.new`, secret, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

async function tryOut() {
  const from = values.from === undefined ? null : await existing();
  const tried = await drill({
    existing: from === null ? null : { file: from, key: keyOptions() },
    create: async (to, recipient) =>
      createBackup(await thisInstallation({ signal }), { to, recipients: { recipients: [recipient] } }),
    under: values.work ?? config().dataDir,
    keep: values.keep,
    signal,
  });
  console.error(drillTable(tried));
  if (!tried.ok) process.exitCode = 1;
  return tried;
}

async function verify() {
  const file = await existing();
  const { manifest } = await walkBackup(file, await identities(), {}, signal);
  const { tables, migrations, tenants, unreferenced, ...facts } = manifest;
  return {
    verified: true,
    file,
    bytes: (await stat(file)).size,
    ...facts,
    auth_secret: undefined,
    migrations: migrations.length,
    tenants: tenants.length,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    unreferenced: unreferenced.length,
  };
}

async function keygen() {
  const to = needed("to");
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await writeFile(to, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: "wx" });
  return { recipient, identity_file: path.resolve(to) };
}

async function secrets() {
  const to = needed("to");
  const { secrets: found } = await walkBackup(await existing(), await identities(), {}, signal);
  if (!found) throw usage("A backup of one organisation holds no secrets of the installation.");
  await writeFile(to, `AUTH_SECRET=${found.AUTH_SECRET}\n`, { mode: 0o600, flag: "wx" });
  return { written: path.resolve(to) };
}

/** For what needs no installation. Prints the answer unless told otherwise. */
async function alone<T extends object>(work: () => Promise<T>, print = true): Promise<T | []> {
  try {
    const answer = await work();
    if (print) console.log(JSON.stringify(answer, null, 2));
    return answer;
  } catch (error) {
    console.error(error instanceof AppError ? error.message : error);
    process.exitCode = 1;
    return [];
  }
}

async function existing(): Promise<string> {
  const from = needed("from");
  const found = await stat(from).catch(() => null);
  if (!found) throw usage(`There is no ${from}.`);
  if (!found.isDirectory()) return path.resolve(from);
  const newest = (await readdir(from))
    .filter((name) => /^installation-\d{8}T\d{6}Z\.tar\.zst\.age$/.test(name))
    .sort()
    .at(-1);
  if (!newest) throw usage(`There is no backup of a whole installation in ${from}.`);
  return path.resolve(from, newest);
}

async function recipients(): Promise<Recipients> {
  const file = values["passphrase-file"];
  const { recipient = [] } = values;
  if ((file === undefined) === (recipient.length === 0))
    throw usage(
      "Say whom it is encrypted to: --recipient age1… (`keygen` makes one), or --passphrase-file F.",
    );
  return file === undefined ? { recipients: recipient } : { passphrase: await readPassphrase(file) };
}

async function identities(): Promise<Identities> {
  const [identity, passphrase] = [values["identity-file"], values["passphrase-file"]];
  if (identity !== undefined && passphrase === undefined)
    return { identities: await readIdentities(identity) };
  if (passphrase !== undefined && identity === undefined)
    return { passphrase: await readPassphrase(passphrase) };
  throw usage("Say what opens it: --identity-file F, or --passphrase-file F.");
}

function keyOptions(): string[] {
  const of = (name: "identity-file" | "passphrase-file") => {
    const file = values[name];
    return file === undefined ? [] : [`--${name}`, path.resolve(file)];
  };
  return [...of("identity-file"), ...of("passphrase-file")];
}

function needed(name: "to" | "from"): string {
  const value = values[name];
  if (!value) throw usage(`--${name} is missing.\n${USAGE}`);
  return value;
}

function usage(text: string): AppError {
  return new AppError(400, "usage", text);
}
