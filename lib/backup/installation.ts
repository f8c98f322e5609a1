import { createHmac } from "node:crypto";
import { roleUrl } from "#db/client.ts";
import { authSecret, ConfigError, config } from "#lib/config/index.ts";
import { temporaryDirectory } from "#lib/config/temporary.ts";
import { DiskObjectStore } from "#lib/storage/disk/disk-store.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { BucketName, ObjectBody, ObjectStore } from "#lib/storage/store.ts";

/** What is backed up, and what is restored into. */
export interface Installation {
  /** Of the owner, who has the tables. */
  ownerUrl: string;
  /** Of the role that sees all rows. */
  systemUrl: string;
  stores: Record<BucketName, ObjectStore>;
  /** Reads an archived object where its bytes are at hand all the same; null: only after a restore. */
  readArchived: ((bucket: BucketName, key: string) => Promise<ObjectBody>) | null;
  authSecret: string;
  /** Takes over the secret of a backup; null: what it is was given, and only whoever gave it can change it. */
  adoptSecret: ((secret: string) => Promise<void>) | null;
  /** For what is needed while it lasts: lists of objects, and the database in which rows are prepared. */
  temporaryDir: string;
  /** Gives up what is under way: what it has made goes again. */
  signal?: AbortSignal;
}

/** The installation of this process' configuration; `adoptSecret` where its secret is kept by itself. */
export async function thisInstallation({
  adoptSecret = null,
  signal,
}: Partial<Pick<Installation, "adoptSecret" | "signal">> = {}): Promise<Installation> {
  const { database, storage } = config();
  if (!database) throw new ConfigError(["DATABASE_URL is missing: start with `npm run backup`."]);
  return {
    ownerUrl: database.url,
    systemUrl: roleUrl("cai_system"),
    stores: objectStores(),
    readArchived:
      storage.kind === "disk"
        ? (bucket, key) =>
            new DiskObjectStore(bucket, {
              ...storage,
              secret: authSecret(),
              publicPath: "/_objects/",
            }).getEvenArchived(key)
        : null,
    authSecret: authSecret(),
    adoptSecret,
    temporaryDir: await temporaryDirectory(),
    ...(signal && { signal }),
  };
}

/** Tells two secrets apart and gives neither away. */
export function fingerprint(secret: string): string {
  return createHmac("sha256", secret).update("backup").digest("hex");
}
