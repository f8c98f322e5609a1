import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readBreakdown } from "#app/api/cost-estimates/[id]/breakdown/route.ts";
import { GET as readReview } from "#app/api/cost-estimates/[id]/review/route.ts";
import { GET as readEstimate } from "#app/api/cost-estimates/[id]/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { Seeded } from "../../../seeded.tsx";
import { OneEstimate } from "./one-estimate.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("estimate");
  return { title: t("page") };
}

export default async function OneEstimatePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  const { id } = await params;
  const ctx = await memberCtx();
  const asked = { params: { id } };
  // None for an estimate that is not there: the browser then says so.
  const estimate = await readEstimate.firstAnswer(ctx, asked).catch(() => null);
  const answers = estimate
    ? [
        { key: ["estimates", id, ""], ask: async () => estimate },
        {
          key: ["estimates", id, "breakdown", estimate.updated_at],
          ask: () => readBreakdown.firstAnswer(ctx, asked),
        },
        // Shown beside the title and in the discussion, which hydrates later: by then the title has asked for it.
        { key: ["estimates", id, "review"], ask: () => readReview.firstAnswer(ctx, asked) },
      ]
    : [];
  return (
    <Words
      areas={[
        "charts",
        "carbon-modules",
        "estimate",
        "estimates",
        "files",
        "help",
        "issuing",
        "projects",
        "report",
        "similar",
        "uncertainty",
        "variants",
      ]}
    >
      <Seeded answers={answers}>
        <OneEstimate id={id} role={user.role} me={user.name} />
      </Seeded>
    </Words>
  );
}
