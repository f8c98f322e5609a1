"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConfirmIdentityProvider } from "#components/account/confirm-identity.tsx";
import { forgetVisits } from "#components/command/recent.ts";
import { api } from "#components/data/api.ts";
import { newQueryClient } from "#components/data/query-client.ts";
import { UnitSystemProvider } from "#components/format/unit-system.tsx";
import type { UnitSystem } from "#components/format/units.ts";
import { Bell } from "#components/notifications/bell.tsx";
import { AppShell } from "#components/shell/app-shell.tsx";
import type { SidebarMode } from "#components/shell/sidebar-mode.ts";
import type { ShellOrganisation, ShellTenant, ShellUser } from "#components/shell/types.ts";
import { onDemand } from "#components/ui/on-demand.ts";
import { UploadsProvider, useUploads } from "#components/uploads/uploads.tsx";
import { UploadsFrame } from "#components/uploads/uploads-frame.tsx";

const lateBanners = onDemand(() => import("#components/shell/late-banners.tsx"));
const session = () => import("#components/data/session.ts");

interface WorkspaceProps {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
  units: UnitSystem;
  /** An operator looks, in place of a member. */
  isSupport: boolean;
  sidebar: SidebarMode;
  /** What stands above every page from the first paint on. */
  banners: ReactNode;
  children: ReactNode;
}

/** The organisation's frame with what its pages share: server state, and the upload queue that survives navigation. */
export function Workspace(props: WorkspaceProps) {
  const { user, isSupport } = props;
  const [queries] = useState(() => newQueryClient());
  const mayUpload = user.role !== "viewer" && !isSupport;
  return (
    <QueryClientProvider client={queries}>
      <UploadsProvider owner={user.email} enabled={mayUpload}>
        <ConfirmIdentityProvider>
          <Frame {...props} mayUpload={mayUpload} />
        </ConfirmIdentityProvider>
      </UploadsProvider>
    </QueryClientProvider>
  );
}

function Frame({
  tenant,
  user,
  organisations,
  units,
  isSupport,
  sidebar,
  banners,
  mayUpload,
  children,
}: WorkspaceProps & { mayUpload: boolean }) {
  const leave = useLeave(user.email);
  return (
    <AppShell
      tenant={tenant}
      user={user}
      organisations={organisations}
      sidebar={sidebar}
      onSignOut={() => leave(async () => (await session()).signOut())}
      onSignOutEverywhere={() => leave(() => api("/api/me/sign-out-everywhere", { method: "POST" }))}
      onSwitchOrganisation={async (slug) => (await session()).switchOrganisation(slug)}
      notices={isSupport ? null : <Bell />}
      dock={mayUpload && <UploadsFrame />}
    >
      {banners}
      <Late />
      <UnitSystemProvider system={units}>{children}</UnitSystemProvider>
    </AppShell>
  );
}

/** A component of its own, so that nothing else is drawn anew when its code comes. */
function Late() {
  const part = lateBanners.usePart(true);
  return part && <part.LateBanners />;
}

/**
 * Ends the session by what it is given, and goes to the sign-in. The upload queue ends first, so that nothing of a file is
 * written down after it was forgotten; where the session could not be ended the queue goes on, and it throws.
 */
function useLeave(email: string): (endSession: () => Promise<void>) => Promise<void> {
  const uploads = useUploads();
  return async (endSession) => {
    const goOn = await uploads.end();
    try {
      await endSession();
    } catch (error) {
      goOn();
      throw error;
    }
    forgetVisits(email);
    await import("#components/uploads/ports.ts")
      .then(({ forgetContents }) => forgetContents())
      // Without the code, as after a deployment, all of it goes: what is unfinished as well.
      .catch(() => indexedDB.deleteDatabase("construction-ai"));
    location.assign("/sign-in");
  };
}
