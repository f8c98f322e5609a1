import type postgres from "postgres";
import type { BucketName } from "#lib/storage/store.ts";
import { type Scope, tenantOfKey } from "./scope.ts";

/** An object that a row refers to, with its SHA-256 where the row knows it. */
export interface Reference {
  bucket: BucketName;
  key: string;
  sha256: string | null;
}

/** Every object that rows refer to; a file's one copy where it stands. An upload under way has none yet. */
const REFERENCES = `
  select 'files' as bucket, storage_key as key, sha256, tenant_id from files where archive_key is null and status <> 'pending'
  union all select 'archive', archive_key, sha256, tenant_id from files where archive_key is not null
  union all select 'files', custom_branding ->> 'logoKey', null, tenant_id from tenant_settings where custom_branding ->> 'logoKey' is not null
  union all select 'files', object_key, null, tenant_id from data_exports where object_key is not null and status = 'ready'
  union all select 'archive', object_key, sha256, tenant_id from archived_logs where verified_at is not null and expired_at is null
  union all select 'archive', object_key, null, tenant_id from audit_anchors`;

const AT_ONCE = 1000;

/** In parts, within the transaction whose rows they are. */
export async function* referencesOf(tx: postgres.TransactionSql, scope: Scope): AsyncGenerator<Reference[]> {
  const query =
    scope.kind === "tenant"
      ? tx<
          Reference[]
        >`select bucket, key, sha256 from (${tx.unsafe(REFERENCES)}) r where tenant_id = ${scope.id}::uuid`
      : tx<Reference[]>`select bucket, key, sha256 from (${tx.unsafe(REFERENCES)}) r`;
  for await (const rows of query.cursor(AT_ONCE)) yield rows;
}

export const isOf = (tenantId: string, key: string) => tenantOfKey(key) === tenantId;
