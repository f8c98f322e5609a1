import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";
import { Branding } from "./branding.tsx";

export const metadata: Metadata = { title: "Branding" };

export default async function BrandingPage() {
  const { tenant, user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what="the logo and colour" />;
  return <Branding logoUrl={tenant.logoUrl} name={tenant.name} />;
}
