import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as searchItems } from "#app/api/work-item-libraries/[id]/items/route.ts";
import { GET as listLibraries } from "#app/api/work-item-libraries/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { firstPage, isPlain, Seeded } from "../../../seeded.tsx";
import { WorkItems } from "./work-items.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("work-items");
  return { title: t("page.title") };
}

export default async function WorkItemsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  // None where it fails: the browser asks again and says why.
  const libraries = await listLibraries.firstAnswer(ctx).catch(() => null);
  const shown = libraries?.items.find(({ status }) => status === "ready");
  const id = shown?.id;
  return (
    <Words areas={["work-items", "price-book"]}>
      <Seeded
        answers={[
          ...(libraries ? [{ key: ["work-items", "libraries"], ask: async () => libraries }] : []),
          ...(id && (await isPlain(searchParams))
            ? [
                firstPage(["work-items", "items", id], `/api/work-item-libraries/${id}/items`, () =>
                  searchItems.firstAnswer(ctx, { params: { id } }),
                ),
              ]
            : []),
        ]}
      >
        <WorkItems role={user.role} />
      </Seeded>
    </Words>
  );
}
