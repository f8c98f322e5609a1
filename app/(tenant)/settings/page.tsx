import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readSettings } from "#app/api/settings/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { Seeded } from "../../seeded.tsx";
import { Settings } from "./settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("page.settings") };
}

export default async function SettingsPage() {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["estimates", "settings"]}>
      <Seeded answers={[{ key: ["settings"], ask: () => readSettings.firstAnswer(ctx) }]}>
        <Settings role={user.role} />
      </Seeded>
    </Words>
  );
}
