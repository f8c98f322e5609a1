import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readProject } from "#app/api/projects/[id]/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { limitsOfUploads, Seeded } from "../../../seeded.tsx";
import { OneProject } from "./one-project.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("one.project") };
}

export default async function OneProjectPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  const { id } = await params;
  return (
    <Words areas={["archival", "estimates", "files", "projects"]}>
      <Seeded
        answers={[
          limitsOfUploads(ctx),
          { key: ["projects", id], ask: () => readProject.firstAnswer(ctx, { params: { id } }) },
        ]}
      >
        <OneProject id={id} role={user.role} />
      </Seeded>
    </Words>
  );
}
