import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readChanges } from "#app/api/files/[id]/changes/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { Changes } from "#components/revisions/changes.tsx";
import { memberCtx, requireMember } from "../../../../caller.ts";
import { Seeded } from "../../../../seeded.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("revisions");
  return { title: t("page.title") };
}

export default async function ChangesPage({ params }: { params: Promise<{ id: string }> }) {
  await requireMember();
  const { id } = await params;
  const ctx = await memberCtx();
  return (
    <Words areas={["archival", "charts", "files", "revisions", "viewer"]}>
      <Seeded
        answers={[
          {
            key: ["files", id, "changes"],
            ask: () => readChanges.firstAnswer(ctx, { params: { id } }),
          },
        ]}
      >
        <Changes fileId={id} />
      </Seeded>
    </Words>
  );
}
