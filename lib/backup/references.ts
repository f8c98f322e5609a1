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

/** The parts of what is drawn of files; `modelKey` names them. */
const MODELS = `
  select 'files', 'files/' || tenant_id || '/' || file_id || '.model/' || attempt_id || '/' || (part ->> 'number') || '.glb', part ->> 'sha256', tenant_id
  from file_models cross join lateral jsonb_array_elements(case jsonb_typeof(parts) when 'array' then parts else '[]' end) part`;

/** What was issued of estimates. */
const ISSUED = `
  select 'files', pdf_key, pdf_sha256, tenant_id from estimate_revisions
  union all select 'files', xlsx_key, xlsx_sha256, tenant_id from estimate_revisions`;

const AT_ONCE = 1000;

/** In parts, within the transaction whose rows they are. */
export async function* referencesOf(tx: postgres.TransactionSql, scope: Scope): AsyncGenerator<Reference[]> {
  // An installation that is backed up before its upgrade may be too old for them.
  const [there] = await tx<
    { models: string | null; issued: string | null }[]
  >`select to_regclass('public.file_models')::text as models, to_regclass('public.estimate_revisions')::text as issued`;
  const parts = [REFERENCES, ...(there?.models ? [MODELS] : []), ...(there?.issued ? [ISSUED] : [])];
  const all = tx.unsafe(parts.join(" union all "));
  const query =
    scope.kind === "tenant"
      ? tx<Reference[]>`select bucket, key, sha256 from (${all}) r where tenant_id = ${scope.id}::uuid`
      : tx<Reference[]>`select bucket, key, sha256 from (${all}) r`;
  for await (const rows of query.cursor(AT_ONCE)) yield rows;
}

export const isOf = (tenantId: string, key: string) => tenantOfKey(key) === tenantId;
