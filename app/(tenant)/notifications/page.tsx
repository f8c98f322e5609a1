import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listNotices } from "#app/api/notifications/route.ts";
import { Notices } from "#components/notifications/notices.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, isPlain, Seeded } from "../../seeded.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications");
  return { title: t("page.notifications") };
}

export default async function NoticesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  await requireMember();
  const ctx = await memberCtx();
  return (
    <Seeded
      answers={
        (await isPlain(searchParams))
          ? [
              firstPage(["notices", "lists", false, ""], "/api/notifications?", () =>
                listNotices.firstAnswer(ctx),
              ),
            ]
          : []
      }
    >
      <Notices />
    </Seeded>
  );
}
