import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { SlowRequests } from "#components/operator/observe/slow-requests.tsx";
import { config } from "#lib/config/index.ts";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Slow requests" };

export default async function SlowRequestsPage() {
  await requireOperator();
  const { slowRequestMs, slowJobMs, keepDays } = config().traces;
  return (
    <Words areas={["archival", "data"]}>
      <SlowRequests limits={{ request: slowRequestMs, job: slowJobMs }} keepDays={keepDays} />
    </Words>
  );
}
