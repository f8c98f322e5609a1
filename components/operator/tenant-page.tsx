"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, ReceiptText } from "lucide-react";
import Link from "next/link";
import { DiscountsTable } from "#components/billing/discounts-table.tsx";
import { ApiError, api } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { formatDate } from "#components/format/time.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { UsageStats } from "#components/usage/usage-stats.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { TenantDetailAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { EnterTenant } from "./enter-tenant.tsx";
import { InvoiceList } from "./invoice-list.tsx";
import { ChangesCard, PlanHistoryCard } from "./tenant-history.tsx";
import { BillingTerms, PlanTerms } from "./tenant-terms.tsx";
import { Suspended } from "./tenants.tsx";

/** All of one organisation that an operator looks at or changes. */
export function TenantPage({ slug }: { slug: string }) {
  const tenant = useQuery({
    queryKey: ["operator", "tenant", slug],
    queryFn: () => api<TenantDetailAnswer>(`/api/admin/tenants/${encodeURIComponent(slug)}`),
  });
  usePageTitle(tenant.data?.name);
  if (tenant.error instanceof ApiError && tenant.error.code === "tenant_not_found") {
    return (
      <NotFoundCard
        title="No organisation here"
        message={tenant.error.message}
        back={{ href: "/operator/tenants", label: "All organisations" }}
      />
    );
  }
  return (
    <QueryView query={tenant} loading={<Loading />}>
      {(data) => <Whole tenant={data} />}
    </QueryView>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the organisation" className="grid gap-5">
      <h1 className="sr-only">Loading the organisation</h1>
      <Skeleton className="h-14 w-72" />
      <Skeleton className="h-36 rounded-lg" />
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}

function Whole({ tenant }: { tenant: TenantDetailAnswer }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={tenant.name}
          crumbs={[
            { label: "Organisations", href: "/operator/tenants" },
            { label: tenant.slug, href: `/operator/tenants/${tenant.slug}` },
          ]}
          badges={
            <>
              <Badge tone="brand">{PLAN_NAMES[tenant.plan]}</Badge>
              <Suspended tenant={tenant} />
            </>
          }
          description={
            <>
              <a
                href={tenant.url}
                className="inline-flex items-center gap-1 break-all underline underline-offset-4 touch:py-3"
              >
                {tenant.domain ?? tenant.url.replace(/^https?:\/\//, "")}
                <ExternalLink aria-hidden className="size-3.5 shrink-0" />
              </a>
              , since {formatDate(tenant.created_at)}
            </>
          }
          actions={
            <>
              <EnterTenant slug={tenant.slug} />
              <SuspendTenant tenant={tenant} />
            </>
          }
        />
      </div>
      <UsageStats current={tenant.month} projected={tenant.projection} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <PlanTerms tenant={tenant} />
        <BillingTerms tenant={tenant} />
      </div>
      <Card>
        <CardHeader
          title="Invoices"
          actions={
            <Button asChild size="sm">
              <Link href={`/operator/invoices?${new URLSearchParams({ run: tenant.slug, q: tenant.slug })}`}>
                <ReceiptText aria-hidden />
                Run a month
              </Link>
            </Button>
          }
        />
        <InvoiceList query={new URLSearchParams({ tenant: tenant.slug })} of={tenant.name} />
      </Card>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <PlanHistoryCard tenant={tenant} />
        <Card>
          <CardHeader title="Discounts" description="Coupons that its admins have redeemed." />
          {tenant.discounts.length > 0 ? (
            <DiscountsTable items={tenant.discounts} />
          ) : (
            <CardBody className="text-ink-2">
              None.{" "}
              <Link href="/operator/coupons" className="underline underline-offset-4">
                Make a coupon
              </Link>{" "}
              and send them the code.
            </CardBody>
          )}
        </Card>
      </div>
      <ChangesCard tenant={tenant} />
    </div>
  );
}

/** Shuts an organisation out, or lets it in again. */
function SuspendTenant({ tenant }: { tenant: TenantDetailAnswer }) {
  const change = useChange();
  const verb = tenant.is_active ? "Suspend" : "Resume";
  return (
    <Confirm
      danger={tenant.is_active}
      trigger={<Button variant={tenant.is_active ? "danger-ghost" : "secondary"}>{verb}</Button>}
      title={`${verb} ${tenant.name}?`}
      description={
        tenant.is_active
          ? "Its members and API keys are refused from the next request on; admins still reach their invoices. Nothing is deleted."
          : "Its members and API keys are let in again from the next request on."
      }
      confirmLabel={`${verb} organisation`}
      onConfirm={async () => {
        await change(`/api/admin/tenants/${tenant.slug}`, {
          method: "PATCH",
          body: { suspended: tenant.is_active },
        });
      }}
    />
  );
}
