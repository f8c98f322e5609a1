import type { Metadata } from "next";
import { Tenants } from "#components/operator/tenants.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Organisations" };

export default async function TenantsPage() {
  await requireOperator();
  return <Tenants />;
}
