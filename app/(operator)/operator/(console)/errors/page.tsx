import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Errors } from "#components/operator/observe/errors.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Errors" };

export default async function ErrorsPage() {
  await requireOperator();
  return (
    <Words areas={["archival", "data"]}>
      <Errors />
    </Words>
  );
}
