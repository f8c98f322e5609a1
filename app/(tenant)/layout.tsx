import type { ReactNode } from "react";
import { requireMember } from "../caller.ts";
import { Workspace } from "./workspace.tsx";

export default async function TenantLayout({ children }: { children: ReactNode }) {
  const { tenant, user, organisations } = await requireMember();
  return (
    <Workspace
      tenant={{ name: tenant.name, slug: tenant.slug, logoUrl: tenant.logoUrl }}
      user={{ name: user.name, email: user.email, role: user.role }}
      organisations={organisations}
    >
      {children}
    </Workspace>
  );
}
