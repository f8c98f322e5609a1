import { sql } from "drizzle-orm";

/** Codes of reasons that hold from night to night, unless what is asked below has changed. */
export const LASTING = sql`('archive_full', 'no_checksum')`;

/**
 * Whether a due file `d` that was left by an earlier run would be left again for the same reason, its organisation's archive
 * having `room`: so that no night writes what the one before has said.
 */
export const leftAgain = sql`exists (
  select from archival_items i
  where i.tenant_id = d.tenant_id and i.subject_id = d.subject_id and i.status = 'skipped' and case i.reason_code
    when 'archive_full' then d.bytes > room
    when 'no_checksum' then exists (
      select from files f where f.tenant_id = d.tenant_id and f.id = d.subject_id and f.sha256 is null)
    else false end)`;
