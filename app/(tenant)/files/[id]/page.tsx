import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readEstimate } from "#app/api/cost-estimates/[id]/route.ts";
import { GET as readAnalysis } from "#app/api/files/[id]/analysis/route.ts";
import { GET as readFile } from "#app/api/files/[id]/route.ts";
import { GET as listProjects } from "#app/api/projects/route.ts";
import { stageOf } from "#components/files/stage.ts";
import { Words } from "#components/i18n/words.tsx";
import type { Ctx } from "#lib/tenancy/context.ts";
import { memberCtx, requireMember } from "../../../caller.ts";
import { type FirstAnswer, Seeded } from "../../../seeded.tsx";
import { OneFile } from "./one-file.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("files");
  return { title: t("one.file") };
}

export default async function OneFilePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  const { id } = await params;
  const answers = await firstAnswers(await memberCtx(), id);
  return (
    <Words
      areas={[
        "archival",
        "charts",
        "corrections",
        "drawing",
        "estimate",
        "estimates",
        "files",
        "help",
        "projects",
        "report",
        "revisions",
        "revit",
        "rows",
        "takeoff",
        "trust",
        "viewer",
      ]}
    >
      <Seeded answers={answers}>
        <OneFile id={id} role={user.role} />
      </Seeded>
    </Words>
  );
}

/** The file, what is known of it and its estimate: each says what to ask for next. None for a file that is not there. */
async function firstAnswers(ctx: Ctx, id: string): Promise<FirstAnswer[]> {
  const params = { id };
  const [file, analysis] = await Promise.all([
    readFile.firstAnswer(ctx, { params }).catch(() => null),
    readAnalysis.firstAnswer(ctx, { params }).catch(() => null),
  ]);
  if (!file || !analysis) return [];
  const stage = stageOf(file);
  const { estimate_id: estimate } = analysis;
  return [
    { key: ["files", id], ask: async () => file },
    { key: ["analysis", id, stage], ask: async () => analysis },
    // Named in the heading, and in its storage, which is taken up later: by then the heading has asked.
    {
      key: ["projects", "all"],
      ask: () => listProjects.firstAnswer(ctx, { query: { limit: "200", archived: "all" } }),
    },
    ...(estimate
      ? [
          {
            key: ["estimates", estimate, stage],
            ask: () => readEstimate.firstAnswer(ctx, { params: { id: estimate } }),
          },
        ]
      : []),
  ];
}
