import { and, desc, eq, getTableColumns, ilike, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { FILE_STATUSES, files, STORAGE_TIERS } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { NEEDS, needing } from "#lib/estimates/needs.ts";
import { onHold } from "#lib/files/legal-hold.ts";
import { FileView, presentFile } from "#lib/files/present-file.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { DAYS, onDays } from "#lib/http/days.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { InProject, inProject } from "#lib/projects/in-project.ts";
import { isNewest, VersionMark, versionMark } from "#lib/revisions/series.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ListFiles = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: z.enum(FILE_STATUSES).optional(),
  storage_tier: z.enum(STORAGE_TIERS).optional(),
  /** Only those on legal hold, by themselves or by their project. */
  on_hold: z.enum(["true"]).optional(),
  q: z.string().trim().max(200).optional(),
  project_id: InProject,
  /** Only those made on these days. */
  ...DAYS,
  /** Only those of exactly these bytes. An upload under way has only declared them, and is none. */
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, issueText("files.sha25664"))
    .optional(),
  /** Only those that wait for a person. */
  needs: z.enum(NEEDS).optional(),
  /** `newest`: of a model that has several versions the newest alone. */
  versions: z.enum(["all", "newest"]).optional(),
  /** Opaque, from `next`; better than a large skip, since it costs the same on every page. */
  cursor: z.string().max(200).optional(),
});

/** A file as lists show it; `version`: null for the only one of its model. */
export const ListedFile = FileView.extend({ version: VersionMark.nullable() });

const FILTERS = [
  "status",
  "storage_tier",
  "on_hold",
  "q",
  "project_id",
  "from",
  "to",
  "sha256",
  "needs",
  "versions",
] as const;

/**
 * The organisation's files, newest first. `next` is the address of the following page, or null on the last; it pages by
 * key, so that files arriving meanwhile neither repeat nor hide others.
 */
export async function listFiles(ctx: Ctx, input: z.output<typeof ListFiles>) {
  requireRole(ctx, "viewer");
  const after = input.cursor ? readCursor(input.cursor) : null;
  const matching = and(
    eq(files.tenantId, ctx.tenant.id),
    input.status ? eq(files.status, input.status) : undefined,
    input.storage_tier ? eq(files.storageTier, input.storage_tier) : undefined,
    input.on_hold ? onHold() : undefined,
    inProject(files.projectId, input.project_id),
    onDays(files.createdAt, input),
    input.sha256 ? and(eq(files.sha256, input.sha256), ne(files.status, "pending")) : undefined,
    input.needs ? needing(input.needs) : undefined,
    input.versions === "newest" ? isNewest : undefined,
    input.q ? ilike(files.filename, `%${input.q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  // The count that is kept is of all files, those in projects that are hidden from the caller too.
  const total =
    ctx.hiddenProjects.length > 0 || FILTERS.some((name) => input[name])
      ? sql<number>`(select count(*)::int from ${files} where ${matching})`
      : sql<number>`(select ${tenants.fileCount} from ${tenants})`;
  const { rows, counted } = await ctx.transaction(async (tx) => {
    const found = await tx
      .select({ ...getTableColumns(files), total, version: versionMark })
      .from(files)
      .where(
        and(
          matching,
          after
            ? sql`(${files.createdAt}, ${files.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(files.createdAt), desc(files.id))
      .offset(after ? 0 : input.skip)
      .limit(input.limit + 1);
    // A page beyond the end has no row to carry the total.
    const [first = { total: 0 }] =
      found.length > 0 ? found : await tx.execute<{ total: number }>(sql`select ${total} as total`);
    return { rows: found, counted: first.total };
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...presentFile(row), version: row.version })),
    total: counted,
    next: rows.length > input.limit && last ? nextPage(input, last) : null,
  };
}

function nextPage(input: z.output<typeof ListFiles>, last: { createdAt: Date; id: string }): string {
  const query = new URLSearchParams({
    limit: String(input.limit),
    cursor: writeCursor(last),
  });
  for (const name of FILTERS) {
    const value = input[name];
    if (value) query.set(name, value);
  }
  return `/api/files?${query}`;
}
