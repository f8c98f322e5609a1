import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Words } from "#components/i18n/words.tsx";
import { TracePage } from "#components/operator/observe/trace-page.tsx";
import { config } from "#lib/config/index.ts";
import { TraceId } from "#lib/observability/traces/views.ts";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Trace" };

export default async function OneTracePage({ params }: { params: Promise<{ id: string }> }) {
  await requireOperator();
  const id = TraceId.safeParse((await params).id);
  if (!id.success) notFound();
  const template = config().traces.urlTemplate;
  return (
    <Words areas={["charts", "data"]}>
      <TracePage id={id.data} externalUrl={template?.replaceAll("{trace_id}", id.data) ?? null} />
    </Words>
  );
}
