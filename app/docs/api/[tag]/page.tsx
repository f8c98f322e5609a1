import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Operation } from "#components/api-docs/operation.tsx";
import { TryOutKey } from "#components/api-docs/try-out.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { apiReference } from "#lib/http/reference/read.ts";
import { pageHost } from "../../../caller.ts";

interface Props {
  params: Promise<{ tag: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `API: ${(await params).tag}` };
}

export default async function ApiTagPage({ params }: Props) {
  const { tag } = await params;
  const host = await pageHost();
  const found = (await apiReference()).find(({ name }) => name === tag);
  const operations = found?.operations.filter((one) => host.kind === "root" || !one.forOperators) ?? [];
  if (operations.length === 0) notFound();
  const canTry = host.kind === "tenant";
  const shown = operations.map((operation) => (
    <Operation key={operation.id} operation={operation} canTry={canTry} />
  ));
  return (
    <>
      <PageHeader title={tag} crumbs={[{ label: "API reference", href: "/docs/api" }, { label: tag }]} />
      {host.kind === "tenant" ? (
        <TryOutKey signedIn={host.user !== null}>{shown}</TryOutKey>
      ) : (
        <>
          <Callout
            tone="info"
            title="Open this page at your organisation's own address to try requests out."
          />
          {shown}
        </>
      )}
    </>
  );
}
