import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Projects } from "./projects.tsx";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const { user } = await requireMember();
  return <Projects role={user.role} />;
}
