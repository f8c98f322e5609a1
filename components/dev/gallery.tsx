"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { Dashboard } from "#components/dashboard/dashboard.tsx";
import { newQueryClient } from "#components/data/query-client.ts";
import { AppShell } from "#components/shell/app-shell.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { UploadsProvider } from "#components/uploads/uploads.tsx";
import { Charts } from "./charts.tsx";
import { dashboard } from "./dashboard-sample.ts";
import { Features } from "./features.tsx";
import { Primitives } from "./primitives.tsx";
import { Section } from "./section.tsx";

const stay = async () => undefined;

/** Every primitive and every piece of the pages in its states, with invented content. For development only. */
export function Gallery() {
  const [queries] = useState(() => newQueryClient());
  return (
    <QueryClientProvider client={queries}>
      <UploadsProvider owner="ada@example.org" enabled={false}>
        <AppShell
          tenant={{ name: "Müller Bau", slug: "mueller", logoUrl: null }}
          user={{ name: "Ada Lovelace", email: "ada@example.org", role: "admin" }}
          organisations={[
            { slug: "mueller", name: "Müller Bau", role: "admin" },
            { slug: "demo", name: "Demo", role: "viewer" },
          ]}
          sidebar="auto"
          onSignOut={stay}
          onSignOutEverywhere={stay}
          onSwitchOrganisation={stay}
        >
          <PageHeader title="Components" description="Everything the pages are made of, in every state." />
          <div className="grid gap-12" data-samples>
            <Primitives />
            <Section id="dashboard" title="Dashboard">
              <Dashboard
                data={dashboard}
                filter={{ from: dashboard.range.from, to: dashboard.range.to, project_id: "" }}
                projects={[]}
                reader="admin"
              />
            </Section>
            <Charts />
            <Features />
          </div>
        </AppShell>
      </UploadsProvider>
    </QueryClientProvider>
  );
}
