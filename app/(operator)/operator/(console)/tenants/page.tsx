import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Tenants } from "#components/operator/tenants.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Organisations" };

export default async function TenantsPage() {
  await requireOperator();
  return (
    <Words areas={["data"]}>
      <Tenants />
    </Words>
  );
}
