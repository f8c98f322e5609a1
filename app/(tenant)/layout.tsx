import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LeavingBanner } from "#components/exports/leaving-banner.tsx";
import { Words } from "#components/i18n/words.tsx";
import { SIDEBAR_COOKIE, sidebarMode } from "#components/shell/sidebar-mode.ts";
import { SupportBanner } from "#components/support/support-banner.tsx";
import { requireMember } from "../caller.ts";
import { Workspace } from "./workspace.tsx";

export default async function TenantLayout({ children }: { children: ReactNode }) {
  const { tenant, user, organisations, units, support } = await requireMember();
  return (
    <Words
      areas={[
        "account.confirmIdentity",
        "auth",
        "data",
        "notifications",
        "shell",
        "status",
        "support.supportBanner",
        "uploads",
        "usage.usageBanner",
      ]}
    >
      <Workspace
        tenant={{ name: tenant.name, slug: tenant.slug, logoUrl: tenant.logoUrl }}
        user={{ name: user.name, email: user.email, role: user.role }}
        organisations={organisations}
        units={units}
        isSupport={support !== null}
        sidebar={sidebarMode((await cookies()).get(SIDEBAR_COOKIE)?.value)}
        banners={
          <>
            {support && (
              <SupportBanner
                name={support.name}
                until={support.until.toISOString()}
                organisation={tenant.name}
              />
            )}
            {tenant.deletionDueAt && (
              <LeavingBanner
                name={tenant.name}
                dueAt={tenant.deletionDueAt.toISOString()}
                isAdmin={user.role === "admin"}
              />
            )}
          </>
        }
      >
        {children}
      </Workspace>
    </Words>
  );
}
