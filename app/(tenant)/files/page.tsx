import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Files } from "./files.tsx";

export const metadata: Metadata = { title: "Files" };

export default async function FilesPage() {
  const { user } = await requireMember();
  return <Files role={user.role} />;
}
