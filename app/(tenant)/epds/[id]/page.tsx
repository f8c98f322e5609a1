import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { GET as readEpd } from "#app/api/epds/[id]/route.ts";
import { EpdPage } from "#components/epd/epd-page.tsx";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { Seeded } from "../../../seeded.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("epd");
  return { title: t("page.title") };
}

export default async function OneEpdPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const ctx = await memberCtx();
  return (
    <Words areas={["charts", "epd"]}>
      <Seeded
        answers={[
          { key: ["epds", id.data], ask: () => readEpd.firstAnswer(ctx, { params: { id: id.data } }) },
        ]}
      >
        <EpdPage id={id.data} role={user.role} />
      </Seeded>
    </Words>
  );
}
