import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { ApiKeys } from "./api-keys.tsx";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const { user } = await requireMember();
  return <ApiKeys role={user.role} />;
}
