import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { OneProject } from "./one-project.tsx";

export const metadata: Metadata = { title: "Project" };

export default async function OneProjectPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return <OneProject id={(await params).id} role={user.role} />;
}
