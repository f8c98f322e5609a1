import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Estimates } from "./estimates.tsx";

export const metadata: Metadata = { title: "Estimates" };

export default async function EstimatesPage() {
  const { user } = await requireMember();
  return <Estimates role={user.role} />;
}
