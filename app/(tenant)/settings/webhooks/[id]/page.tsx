import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { requireMember } from "../../../../caller.ts";
import { Endpoint } from "./endpoint.tsx";

export const metadata: Metadata = { title: "Webhook endpoint" };

export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  if (user.role !== "admin") redirect("/settings/webhooks");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  return <Endpoint id={id.data} />;
}
