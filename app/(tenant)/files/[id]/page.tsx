import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { OneFile } from "./one-file.tsx";

export const metadata: Metadata = { title: "File" };

export default async function OneFilePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return <OneFile id={(await params).id} role={user.role} />;
}
