"use client";
import { formatBytes, formatCount, NONE } from "#components/format/numbers.ts";
import { formatDate, formatDateTime } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { TenantDetailAnswer } from "./answers.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { CapsForm, PlanForm, TaxForm, TrialForm } from "./tenant-forms.tsx";

/** Plan, trial and hard caps. */
export function PlanTerms({ tenant }: { tenant: TenantDetailAnswer }) {
  const { plan_state: plan } = tenant;
  return (
    <Card>
      <CardHeader
        title="Plan and caps"
        actions={
          <>
            <ChangeDialog
              trigger={<Button size="sm">Change plan</Button>}
              title="Change the plan"
              description="It acts at once, in both directions, and brings its own caps; caps above the old plan's stay."
            >
              {(close) => <PlanForm tenant={tenant} onDone={close} />}
            </ChangeDialog>
            <ChangeDialog
              trigger={<Button size="sm">Trial</Button>}
              title="Free trial"
              description="Until then the plan has no base price. What goes beyond the plan is billed all the same."
            >
              {(close) => <TrialForm tenant={tenant} onDone={close} />}
            </ChangeDialog>
            <ChangeDialog
              trigger={<Button size="sm">Caps</Button>}
              title="Hard caps"
              description="Where uploads and API calls are refused. They act from the next request on."
            >
              {(close) => <CapsForm tenant={tenant} onDone={close} />}
            </ChangeDialog>
          </>
        }
      />
      <CardBody>
        <DataList
          className="tabular-nums"
          items={[
            {
              key: "plan",
              term: "Plan",
              value: `${PLAN_NAMES[plan.plan]}, since ${formatDate(plan.since)}`,
            },
            ...(plan.waiting
              ? [
                  {
                    key: "waiting",
                    term: "Waits",
                    value: `${PLAN_NAMES[plan.waiting.plan]} from ${formatDate(plan.waiting.effective_at)}`,
                  },
                ]
              : []),
            { key: "trial", term: "Trial", value: trialText(plan.trial_ends_at) },
            { key: "storage", term: "Storage cap", value: formatBytes(tenant.storage_quota) },
            { key: "archive", term: "Archive cap", value: formatBytes(tenant.archive_quota) },
            { key: "calls", term: "API call cap", value: `${formatCount(tenant.api_quota)} a month` },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function trialText(endsAt: string | null): string {
  if (!endsAt) return "None";
  return `${new Date(endsAt) > new Date() ? "Free until" : "Ended on"} ${formatDateTime(endsAt)}`;
}

/** Tax, currency and whom the invoices go to. */
export function BillingTerms({ tenant }: { tenant: TenantDetailAnswer }) {
  const { account } = tenant;
  const buyer = [account.legal_name ?? tenant.name, account.address, account.country].filter(Boolean);
  return (
    <Card>
      <CardHeader
        title="Tax and billing"
        actions={
          <ChangeDialog
            trigger={<Button size="sm">Change tax and currency</Button>}
            title="Tax and currency"
            description="For invoices that become final from now on; those that are out stay as they are."
          >
            {(close) => <TaxForm tenant={tenant} onDone={close} />}
          </ChangeDialog>
        }
      />
      <CardBody>
        <DataList
          items={[
            {
              key: "tax",
              term: "Tax",
              value: account.reverse_charge
                ? `Reverse charge: none is charged (rate ${account.tax_percent} %)`
                : `${account.tax_percent} %`,
            },
            { key: "id", term: "Tax id", value: account.tax_id ?? NONE },
            { key: "currency", term: "Currency", value: account.currency },
            {
              key: "buyer",
              term: "Billed to",
              value: <span className="whitespace-pre-line">{buyer.join("\n")}</span>,
            },
            {
              key: "contacts",
              term: "Contacts",
              value: account.contacts.length > 0 ? account.contacts.join(", ") : "The admins",
            },
            {
              key: "payment",
              term: "Payment",
              value: account.card ? (
                <>
                  <span className="capitalize">{account.card.brand}</span> ending in {account.card.last4}
                </>
              ) : (
                "By transfer, or by the link on each invoice"
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
