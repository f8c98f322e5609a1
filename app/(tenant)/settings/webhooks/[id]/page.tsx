import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../../caller.ts";
import { Endpoint } from "./endpoint.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("one.webhookEndpoint") };
}

export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  if (user.role !== "admin") redirect("/settings/webhooks");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  return (
    <Words areas={["webhooks"]}>
      <Endpoint id={id.data} />
    </Words>
  );
}
