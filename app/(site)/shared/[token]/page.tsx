import { Hourglass } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SharedFrame } from "#components/sharing/shared-frame.tsx";
import { SharedResult } from "#components/sharing/shared-result.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { TooManyRequests } from "#lib/errors.ts";
import { clientIp } from "#lib/http/admission.ts";
import { readShared } from "#lib/sharing/read-shared.ts";
import { pageHost } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("variants");
  return {
    title: t("shared.title"),
    robots: { index: false, follow: false, nocache: true },
    referrer: "no-referrer",
  };
}

/** For whoever has the link, signed in or not. Every link that leads nowhere has the same answer (not-found.tsx). */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const host = await pageHost();
  if (host.kind !== "tenant") notFound();
  const { token } = await params;
  const shared = await readShared(host.tenant, token, clientIp(await headers())).catch((error) => {
    if (error instanceof TooManyRequests) return "busy" as const;
    throw error;
  });
  if (shared === null) notFound();
  const t = await getTranslations("variants");
  const { name, logoUrl } = host.tenant;
  return (
    <SharedFrame organisation={{ name, logoUrl }}>
      {shared === "busy" ? (
        <>
          <h1 className="sr-only">{t("shared.busy.title")}</h1>
          <EmptyState icon={Hourglass} title={t("shared.busy.title")}>
            {t("shared.busy.text")}
          </EmptyState>
        </>
      ) : (
        <SharedResult estimate={shared} organisation={name} units={host.units} />
      )}
    </SharedFrame>
  );
}
