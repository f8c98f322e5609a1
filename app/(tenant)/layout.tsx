import type { ReactNode } from "react";
import { requireMember } from "../caller.ts";
import { Workspace } from "./workspace.tsx";

export default async function TenantLayout({ children }: { children: ReactNode }) {
  const { tenant, user, organisations, units, support } = await requireMember();
  return (
    <Workspace
      tenant={{ name: tenant.name, slug: tenant.slug, logoUrl: tenant.logoUrl }}
      user={{ name: user.name, email: user.email, role: user.role }}
      organisations={organisations}
      units={units}
      support={support && { name: support.name, until: support.until.toISOString() }}
      leavesAt={tenant.deletionDueAt?.toISOString() ?? null}
    >
      {children}
    </Workspace>
  );
}
