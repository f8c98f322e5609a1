"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Dashboard } from "#components/dashboard/dashboard.tsx";
import { newQueryClient } from "#components/data/query-client.ts";
import { UploadsProvider } from "#components/data/uploads.tsx";
import { AppShell } from "#components/shell/app-shell.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Charts } from "./charts.tsx";
import { Features } from "./features.tsx";
import { Primitives } from "./primitives.tsx";
import { files } from "./sample.ts";
import { Section } from "./section.tsx";

const stay = async () => undefined;

/** Every primitive and every piece of the pages in its states, with invented content. For development only. */
export function Gallery() {
  const [queries] = useState(() => newQueryClient());
  return (
    <QueryClientProvider client={queries}>
      <UploadsProvider>
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
          <div className="grid gap-12">
            <Primitives />
            <Section id="dashboard" title="Dashboard">
              <Dashboard
                totalFiles={1284}
                processedThisMonth={37}
                trends={{
                  uploaded: [3, 0, 5, 2, 8],
                  processed: [2, 1, 4, 2, 7],
                  storage: [1, 1, 2, 3, 5],
                  apiCalls: [0, 9, 4, 2, 3],
                }}
                recentEstimates={[]}
                storage={{ used: 42.7 * 2 ** 30, limit: 100 * 2 ** 30 }}
                apiCalls={{ used: 91_200, limit: 100_000 }}
                tier="pro"
                attention={[
                  {
                    id: "1",
                    icon: TriangleAlert,
                    title: "3 unknown materials",
                    text: "school.ifc: assign them to complete the estimate.",
                    href: "#results",
                  },
                ]}
                recentFiles={files.slice(0, 2)}
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
