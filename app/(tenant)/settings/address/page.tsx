import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";
import { Address } from "./address.tsx";

export const metadata: Metadata = { title: "Address and domains" };

export default async function AddressPage() {
  const { user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what="its address and domains" />;
  return <Address />;
}
