import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listChoices } from "#app/api/epd-choices/route.ts";
import { GET as listEpds } from "#app/api/epds/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, Seeded } from "../../seeded.tsx";
import { Epds } from "./epds.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("epd");
  return { title: t("page.title") };
}

export default async function EpdsPage({ searchParams }: { searchParams: Promise<{ tab?: string }> }) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  const { tab } = await searchParams;
  return (
    <Words areas={["epd"]}>
      <Seeded
        answers={[
          tab === "materials"
            ? { key: ["epds", "choices"], ask: () => listChoices.firstAnswer(ctx) }
            : firstPage(["epds", "list"], "/api/epds", () => listEpds.firstAnswer(ctx)),
        ]}
      >
        <Epds role={user.role} />
      </Seeded>
    </Words>
  );
}
