import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { Compare } from "./compare.tsx";

export const metadata: Metadata = { title: "Compare estimates" };

export default async function ComparePage() {
  await requireMember();
  return <Compare />;
}
