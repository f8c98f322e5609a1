import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listEstimates } from "#app/api/cost-estimates/route.ts";
import { GET as listProjects } from "#app/api/projects/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, isPlain, Seeded } from "../../seeded.tsx";
import { Estimates } from "./estimates.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("estimates");
  return { title: t("page.estimates") };
}

export default async function EstimatesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["estimates", "projects"]}>
      <Seeded
        answers={[
          {
            key: ["projects", "all"],
            ask: () => listProjects.firstAnswer(ctx, { query: { limit: "200", archived: "all" } }),
          },
          ...((await isPlain(searchParams))
            ? [firstPage(["estimates", "list"], "/api/cost-estimates", () => listEstimates.firstAnswer(ctx))]
            : []),
        ]}
      >
        <Estimates role={user.role} />
      </Seeded>
    </Words>
  );
}
