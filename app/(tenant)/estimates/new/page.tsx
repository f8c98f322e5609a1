import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { NewEstimate } from "./new-estimate.tsx";

export const metadata: Metadata = { title: "New estimate" };

export default async function NewEstimatePage() {
  const { user } = await requireMember();
  return <NewEstimate role={user.role} />;
}
