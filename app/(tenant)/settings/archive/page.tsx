import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { StorageAndArchive } from "./storage-and-archive.tsx";

export const metadata: Metadata = { title: "Storage and archive" };

export default async function StorageAndArchivePage() {
  const { user } = await requireMember();
  return <StorageAndArchive role={user.role} />;
}
