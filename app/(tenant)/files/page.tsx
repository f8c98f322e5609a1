import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listFiles } from "#app/api/files/route.ts";
import { GET as listProjects } from "#app/api/projects/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, isPlain, limitsOfUploads, Seeded } from "../../seeded.tsx";
import { Files } from "./files.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("files");
  return { title: t("page.files") };
}

export default async function FilesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["archival", "files", "onboarding", "projects"]}>
      <Seeded
        answers={[
          limitsOfUploads(ctx),
          {
            key: ["projects", "all"],
            ask: () => listProjects.firstAnswer(ctx, { query: { limit: "200", archived: "all" } }),
          },
          ...((await isPlain(searchParams))
            ? [
                firstPage(["files", "list"], "/api/files?versions=newest", () =>
                  listFiles.firstAnswer(ctx, { query: { versions: "newest" } }),
                ),
              ]
            : []),
        ]}
      >
        <Files role={user.role} />
      </Seeded>
    </Words>
  );
}
