import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { memberships } from "./auth.ts";
import {
  createdAt,
  hiddenProjects,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

export const projects = pgTable(
  "projects",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** Only admins and the project's own members see it and what is in it. */
    isRestricted: boolean("is_restricted").notNull().default(false),
    archivedAt: timestamptz("archived_at"),
    /** Its files stay hot whatever the rules of archival say. */
    keepHot: boolean("keep_hot").notNull().default(false),
    /** Its files are neither deleted nor moved, nor is it, until an admin lifts it. */
    legalHold: boolean("legal_hold").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("projects", t),
    // Not over restricted ones: a name that is refused would tell of a project that the caller may not know of.
    uniqueIndex("projects_name_key").on(t.tenantId, t.name).where(sql`not is_restricted`),
    index("projects_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    index("projects_restricted_idx").on(t.tenantId).where(sql`is_restricted`),
    ...tenantPolicies("projects"),
    hiddenProjects("projects", t.id),
  ],
);

/** Who sees a restricted project, admins apart. */
export const projectMembers = pgTable(
  "project_members",
  {
    tenantId: tenantId(),
    projectId: uuid("project_id").notNull(),
    userId: uuid("user_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.projectId, t.userId] }),
    tenantReference(
      "project_members_project_fk",
      { tenantId: t.tenantId, ref: t.projectId },
      projects,
    ).onDelete("cascade"),
    foreignKey({
      name: "project_members_member_fk",
      columns: [t.tenantId, t.userId],
      foreignColumns: [memberships.tenantId, memberships.userId],
    }).onDelete("cascade"),
    index("project_members_user_idx").on(t.userId),
    ...tenantPolicies("project_members"),
  ],
);
