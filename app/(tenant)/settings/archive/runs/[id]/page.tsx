import type { Metadata } from "next";
import { requireMember } from "../../../../../caller.ts";
import { AdminsOnly } from "../../../admins-only.tsx";
import { OneRun } from "./one-run.tsx";

export const metadata: Metadata = { title: "Archival run" };

export default async function OneRunPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return user.role === "admin" ? <OneRun id={(await params).id} /> : <AdminsOnly what="archival" />;
}
