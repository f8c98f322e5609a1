import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../caller.ts";
import { VerifyPageFrame } from "./verify-page-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuing");
  return { title: t("verify.title") };
}

/** For whoever holds a document that is said to be issued, signed in or not. On the platform's own host alone. */
export default async function VerifyPage() {
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/verify`);
  return <VerifyPageFrame first={null} />;
}
