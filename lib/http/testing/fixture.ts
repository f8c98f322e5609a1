import { randomBytes, randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { ROLES, type Role, tenantInvitations, users } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { projects } from "#db/schema/projects.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { config } from "#lib/config/index.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { fileKey } from "#lib/storage/keys.ts";

/** One tenant of the isolation matrix, with members and keys; whatever it owns carries its marker. */
export interface Fixture {
  id: string;
  slug: string;
  host: string;
  /** Stands in names, addresses and file names of this tenant, and in nobody else's. */
  marker: string;
  members: Record<Role, { id: string; email: string }>;
  keys: Record<"admin" | "viewer", { authorization: string }>;
}

export async function makeFixture(options: { suspended?: boolean } = {}): Promise<Fixture> {
  const tenant = await makeTenant({ plan: "enterprise" });
  const marker = `marker${randomBytes(8).toString("hex")}`;
  await withSystem((tx) =>
    tx
      .update(tenants)
      .set({
        name: `Name ${marker}`,
        logoUrl: `https://logo.example/${marker}.svg`,
        isActive: !options.suspended,
      })
      .where(eq(tenants.id, tenant.id)),
  );
  const fixture: Omit<Fixture, "members" | "keys"> = {
    ...tenant,
    host: `${tenant.slug}.${config().rootDomain}`,
    marker,
  };
  const [viewer, editor, admin] = await Promise.all(ROLES.map((role) => makeNamedMember(fixture, role)));
  if (!viewer || !editor || !admin) throw new Error("Not every member was made");
  const [adminKey, viewerKey] = await Promise.all([
    makeKey(tenant.id, "admin", { name: marker }),
    makeKey(tenant.id, "viewer", { name: marker }),
  ]);
  const whole: Fixture = {
    ...fixture,
    members: { viewer, editor, admin },
    keys: { admin: adminKey.headers, viewer: viewerKey.headers },
  };
  await makeFile(whole);
  await makeInvitation(whole);
  await makeProject(whole);
  await makePriceBook(whole);
  return whole;
}

/** A member whose name and address carry the tenant's marker. */
export async function makeNamedMember(
  tenant: { id: string; marker: string },
  role: Role,
): Promise<{ id: string; email: string }> {
  const { id } = await makeMember(tenant.id, role);
  const email = `${role}-${randomBytes(6).toString("hex")}@${tenant.marker}.test`;
  await withSystem((tx) =>
    tx
      .update(users)
      .set({ email, name: `${role} ${tenant.marker}` })
      .where(eq(users.id, id)),
  );
  return { id, email };
}

/** A file's row, uploaded and hot unless told; no bytes stand behind it. */
export async function makeFile(
  tenant: { id: string; marker: string },
  values: Partial<typeof files.$inferInsert> = {},
): Promise<FileRow> {
  const id = crypto.randomUUID();
  const filename = `${tenant.marker}.ifc`;
  const [file] = await withSystem(async (tx) => {
    const row = {
      id,
      tenantId: tenant.id,
      filename,
      format: "ifc" as const,
      size: 100,
      status: "uploaded" as const,
      storageKey: fileKey(tenant.id, id, filename),
      ...values,
    };
    // The tenant's counters must cover its files, or deleting one would make them negative.
    const [counters] = await tx
      .select({
        used: tenants.storageUsed,
        reserved: tenants.storageReserved,
        archived: tenants.archiveUsed,
      })
      .from(tenants)
      .where(eq(tenants.id, tenant.id))
      .for("update");
    await tx
      .update(tenants)
      .set(
        row.status === "pending"
          ? { storageReserved: (counters?.reserved ?? 0) + row.size }
          : row.archiveKey
            ? { archiveUsed: (counters?.archived ?? 0) + row.size }
            : { storageUsed: (counters?.used ?? 0) + row.size },
      )
      .where(eq(tenants.id, tenant.id));
    return tx.insert(files).values(row).returning();
  });
  if (!file) throw new Error("No file was made");
  return file;
}

/** An open invitation and the secret of its mail. */
export async function makeInvitation(
  tenant: { id: string; marker: string },
  email = `${randomBytes(6).toString("hex")}@${tenant.marker}.test`,
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await withSystem((tx) =>
    tx
      .insert(tenantInvitations)
      .values({
        tenantId: tenant.id,
        email,
        tokenHash: hashSecret(token),
        expiresAt: new Date(Date.now() + 86_400_000),
      })
      .returning({ id: tenantInvitations.id }),
  );
  if (!row) throw new Error("No invitation was made");
  return { id: row.id, token };
}

export async function makeProject(tenant: { id: string; marker: string }): Promise<{ id: string }> {
  const name = `${tenant.marker} ${randomBytes(6).toString("hex")}`;
  const [project] = await withSystem((tx) =>
    tx.insert(projects).values({ tenantId: tenant.id, name }).returning({ id: projects.id }),
  );
  if (!project) throw new Error("No project was made");
  return project;
}

/** Puts a file (with its estimate) or an estimate into a new restricted project that nobody is named in, or restricts a project. */
export async function hideThing(
  tenant: { id: string; marker: string },
  kind: "project" | "file" | "estimate",
  id: string,
): Promise<void> {
  const projectId = kind === "project" ? id : (await makeProject(tenant)).id;
  await withSystem(async (tx) => {
    await tx.update(projects).set({ isRestricted: true }).where(eq(projects.id, projectId));
    if (kind === "file") {
      await tx.update(files).set({ projectId }).where(eq(files.id, id));
      await tx.update(costEstimates).set({ projectId }).where(eq(costEstimates.fileId, id));
    }
    if (kind === "estimate")
      await tx.update(costEstimates).set({ projectId }).where(eq(costEstimates.id, id));
  });
}

/** A version of the price book that holds nothing of its own and is not active. */
export async function makePriceBook(tenant: { id: string; marker: string }): Promise<{ id: string }> {
  const values = {
    tenantId: tenant.id,
    version: 1_000_000 + randomInt(1_000_000_000),
    name: tenant.marker,
    currency: "USD",
    origin: "edit" as const,
  };
  const [book] = await withSystem((tx) =>
    tx.insert(priceBooks).values(values).returning({ id: priceBooks.id }),
  );
  if (!book) throw new Error("No price book was made");
  return book;
}
