import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Callout } from "#components/ui/callout.tsx";
import { TooManyRequests } from "#lib/errors.ts";
import { clientIp } from "#lib/http/admission.ts";
import { Sha256, verifyDocument } from "#lib/issuing/verify-document.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../../caller.ts";
import { VerifyPageFrame } from "../verify-page-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuing");
  return { title: t("verify.title"), robots: { index: false, follow: false } };
}

/** The address that is printed in issued documents: what is known of that hash, and where their file is compared. */
export default async function VerifyHashPage({ params }: { params: Promise<{ sha256: string }> }) {
  const asked = Sha256.safeParse((await params).sha256);
  if (!asked.success) notFound();
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/verify/${asked.data}`);
  const found = await verifyDocument(asked.data, clientIp(await headers())).catch((error) => {
    if (error instanceof TooManyRequests) return error;
    throw error;
  });
  return found instanceof TooManyRequests ? (
    <VerifyPageFrame first={null} notice={<Callout tone="warn">{found.message}</Callout>} />
  ) : (
    <VerifyPageFrame first={found} />
  );
}
