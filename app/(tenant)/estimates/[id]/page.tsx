import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { OneEstimate } from "./one-estimate.tsx";

export const metadata: Metadata = { title: "Estimate" };

export default async function OneEstimatePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return <OneEstimate id={(await params).id} role={user.role} />;
}
