import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Coupons } from "#components/operator/coupons.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Coupons" };

export default async function CouponsPage() {
  await requireOperator();
  return (
    <Words areas={["billing", "data"]}>
      <Coupons />
    </Words>
  );
}
