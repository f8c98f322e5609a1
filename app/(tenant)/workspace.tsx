"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "#components/data/api.ts";
import { newQueryClient } from "#components/data/query-client.ts";
import { signOut, switchOrganisation } from "#components/data/session.ts";
import { UploadsProvider } from "#components/data/uploads.tsx";
import { AppShell } from "#components/shell/app-shell.tsx";
import type { ShellOrganisation, ShellTenant, ShellUser } from "#components/shell/types.ts";
import { UsageBanner } from "#components/usage/usage-banner.tsx";

/** The organisation's frame with what its pages share: server state, and the upload queue that survives navigation. */
export function Workspace({
  tenant,
  user,
  organisations,
  children,
}: {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
  children: ReactNode;
}) {
  const [queries] = useState(() => newQueryClient());
  return (
    <QueryClientProvider client={queries}>
      <UploadsProvider>
        <AppShell
          tenant={tenant}
          user={user}
          organisations={organisations}
          onSignOut={async () => {
            await signOut();
            location.assign("/sign-in");
          }}
          onSignOutEverywhere={async () => {
            await api("/api/me/sign-out-everywhere", { method: "POST" });
            location.assign("/sign-in");
          }}
          onSwitchOrganisation={switchOrganisation}
        >
          <UsageBanner />
          {children}
        </AppShell>
      </UploadsProvider>
    </QueryClientProvider>
  );
}
