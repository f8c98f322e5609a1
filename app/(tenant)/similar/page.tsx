import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Similar } from "./similar.tsx";

export const metadata: Metadata = { title: "Similar estimates" };

export default async function SimilarPage() {
  const { user } = await requireMember();
  return <Similar role={user.role} />;
}
