import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listProjects } from "#app/api/projects/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { isPlain, Seeded } from "../../seeded.tsx";
import { Projects } from "./projects.tsx";

/** What the page asks for before anything is chosen; as projects.tsx writes it. */
const FIRST = { limit: "50", archived: "no" };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("page.projects") };
}

export default async function ProjectsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["projects"]}>
      <Seeded
        answers={
          (await isPlain(searchParams))
            ? [
                {
                  key: ["projects", "list", String(new URLSearchParams(FIRST))],
                  ask: () => listProjects.firstAnswer(ctx, { query: FIRST }),
                },
              ]
            : []
        }
      >
        <Projects role={user.role} />
      </Seeded>
    </Words>
  );
}
