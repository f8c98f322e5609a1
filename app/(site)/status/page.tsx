import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SiteLayout } from "#components/shell/site.tsx";
import { Follow } from "#components/status/follow.tsx";
import { StatusOverview } from "#components/status/status-overview.tsx";
import { logger } from "#lib/observability/logger.ts";
import { readHistory } from "#lib/status/read-history.ts";
import { readStatus } from "#lib/status/read-status.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("status");
  return { title: t("page.status") };
}

/** For whoever asks. On the platform's own host alone, where it is made without the database when that is away. */
export default async function StatusPage() {
  const t = await getTranslations("status");
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/status`);
  const status = await readStatus();
  const history = await readHistory().catch((error) => {
    logger().warn({ err: error }, t("page.theHistoryOfTheStatusPageCould"));
    return null;
  });
  return (
    <SiteLayout>
      <StatusOverview status={status} history={history} />
      <Follow />
    </SiteLayout>
  );
}
