import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readDashboard } from "#app/api/analytics/dashboard/route.ts";
import { GET as listProjects } from "#app/api/projects/route.ts";
import { dashboardKey, filterOf } from "#components/dashboard/filter.ts";
import { Words } from "#components/i18n/words.tsx";
import { FirstStepsLater } from "#components/onboarding/first-steps-later.tsx";
import { readFirstSteps } from "#lib/onboarding/first-steps.ts";
import { memberCtx, requireMember } from "../../caller.ts";
import { Seeded } from "../../seeded.tsx";
import { Overview } from "./overview.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("page.dashboard") };
}

export default async function OverviewPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { user, support } = await requireMember();
  const ctx = await memberCtx();
  const params = await searchParams;
  const today = new Date().toISOString().slice(0, 10);
  const { filter } = filterOf((name) => [params[name]].flat()[0] ?? "", today);
  const { project_id, ...days } = filter;
  return (
    <Words areas={["archival", "charts", "dashboard", "estimates", "files", "onboarding", "usage"]}>
      <Seeded
        answers={[
          {
            key: dashboardKey(filter),
            ask: () => readDashboard.firstAnswer(ctx, { query: project_id ? filter : days }),
          },
          {
            key: ["projects", "all"],
            ask: () => listProjects.firstAnswer(ctx, { query: { limit: "200", archived: "all" } }),
          },
        ]}
      >
        <Overview
          role={user.role}
          today={today}
          firstSteps={support ? null : <FirstStepsLater initial={await readFirstSteps(ctx)} />}
        />
      </Seeded>
    </Words>
  );
}
