import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { projects } from "#db/schema/projects.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/**
 * Throws `Conflict` (`project_name_taken`) where another project that the caller can see has the name. Hidden ones are
 * none of their business, so they may share it. Whoever takes a name waits for whoever takes the same one at once.
 */
export async function refuseTakenName(tx: Transaction, name: string, except?: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext(current_setting('app.tenant_id')), hashtext(${`project ${name}`}))`,
  );
  const [taken] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.name, name), except ? ne(projects.id, except) : undefined))
    .limit(1);
  if (taken) throw new Conflict("project_name_taken", problemText("projects.projectAlreadyChoose", { name }));
}
