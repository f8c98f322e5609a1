import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listEstimates } from "#app/api/cost-estimates/route.ts";
import { GET as readSettings } from "#app/api/settings/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, Seeded } from "../../seeded.tsx";
import { Similar } from "./similar.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("similar");
  return { title: t("page.similarEstimates") };
}

export default async function SimilarPage() {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["charts", "estimates", "files", "help", "projects", "similar"]}>
      <Seeded
        answers={[
          { key: ["settings"], ask: () => readSettings.firstAnswer(ctx) },
          firstPage(["estimates", "list"], "/api/cost-estimates", () => listEstimates.firstAnswer(ctx)),
        ]}
      >
        <Similar role={user.role} />
      </Seeded>
    </Words>
  );
}
