import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readProjection } from "#app/api/billing/projection/route.ts";
import { GET as readCurrentUsage } from "#app/api/usage/current/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { Seeded } from "../../seeded.tsx";
import { Usage } from "./usage.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage");
  return { title: t("page.usage") };
}

export default async function UsagePage() {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["charts", "help", "usage"]}>
      <Seeded
        answers={[
          { key: ["usage", "current", "live"], ask: () => readCurrentUsage.firstAnswer(ctx) },
          ...(user.role === "admin"
            ? [{ key: ["usage", "projection"], ask: () => readProjection.firstAnswer(ctx) }]
            : []),
        ]}
      >
        <Usage role={user.role} />
      </Seeded>
    </Words>
  );
}
