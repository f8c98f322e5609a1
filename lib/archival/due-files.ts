import { type SQL, sql } from "drizzle-orm";
import { CLASS_OF_FILE, FILE_CLASSES } from "./class-of.ts";
import { type OwnRules, rulesInForce } from "./rules.ts";

export interface Selection {
  /** Ages count to this moment. */
  asOf: Date;
  /** One organisation; all when left out or null. */
  tenantId?: string | null;
  /** Own rules that are not saved yet, for one organisation. */
  trial?: OwnRules;
}

/**
 * What the rules would move, as a relation: tenant_id, file_id, filename, class, storage_class, bytes. A file is due once
 * `after_days` × 24 hours have passed since its last access (download, processing, upload) or its upload. A file that is
 * kept hot, on hold, being processed or moved is not due, nor is one whose project is kept hot or on hold.
 */
export function dueFiles(selection: Selection): SQL {
  return sql`
    select tenant_id, file_id, filename, class, storage_class, bytes
    from (${agedFiles(selection)}) a where not (a.kept_hot or a.on_hold)`;
}

/** What is old enough but stays where it is, as one row: kept_hot and on_hold, the latter counted alone where both hold. */
export function sparedFiles(selection: Selection): SQL {
  return sql`
    select count(*) filter (where a.on_hold)::int as on_hold,
      count(*) filter (where a.kept_hot and not a.on_hold)::int as kept_hot
    from (${agedFiles(selection)}) a`;
}

/**
 * `created_at` is the earliest of a file's times, so the index over it bounds the search. OFFSET 0 has the rules worked out
 * first: taken apart, the planner would guess how many files they leave, and be wrong by thousands.
 */
function agedFiles({ asOf, tenantId, trial }: Selection): SQL {
  const at = sql`${asOf.toISOString()}::timestamptz - r.after_days * interval '24 hours'`;
  const uploaded = sql`coalesce(f.uploaded_at, f.created_at)`;
  return sql`
    select f.tenant_id, f.id as file_id, f.filename, r.class, r.storage_class, f.size as bytes,
      f.keep_hot or coalesce(p.keep_hot, false) as kept_hot,
      f.legal_hold or coalesce(p.legal_hold, false) as on_hold
    from (${rulesInForce({ tenantId: tenantId ?? null, classes: FILE_CLASSES, ...(trial ? { trial } : {}) })} offset 0) r
    join files f on f.tenant_id = r.tenant_id and f.storage_tier = 'hot' and f.created_at <= ${at}
    left join projects p on p.tenant_id = f.tenant_id and p.id = f.project_id
    where r.enabled and f.move_id is null and f.status in ('uploaded', 'completed', 'failed')
      and r.class = ${CLASS_OF_FILE}
      and case r.since when 'creation' then ${uploaded}
        else greatest(${uploaded}, f.processed_at, f.last_accessed_at) end <= ${at}
      and not exists (select from processing_runs b
        where b.tenant_id = f.tenant_id and b.file_id = f.id and b.status = 'running')`;
}
