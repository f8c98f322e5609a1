"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { FeatureAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { ChangeForm } from "./change-form.tsx";
import { InputField } from "./input-field.tsx";

export function Switches() {
  const features = useQuery({
    queryKey: ["operator", "features"],
    queryFn: () => api<{ items: FeatureAnswer[] }>("/api/admin/features"),
  });
  return (
    <>
      <PageHeader
        title="Switches"
        description="Parts of the product that can be switched off without a new version. A change holds everywhere within five seconds."
      />
      <QueryView query={features} loading={<LoadingRows label="Loading switches" />}>
        {({ items }) => (
          <div className="grid grid-cols-1 gap-5">
            {items.map((feature) => (
              <FeatureCard key={feature.name} feature={feature} />
            ))}
          </div>
        )}
      </QueryView>
    </>
  );
}

function FeatureCard({ feature }: { feature: FeatureAnswer }) {
  const { label, while_off, per_tenant, is_on, changed, overrides } = feature;
  return (
    <Card>
      <CardHeader
        title={label}
        description={`While it is off: ${while_off}`}
        actions={
          <>
            {per_tenant && <SetApart feature={feature} />}
            <Switch feature={feature} />
          </>
        }
      />
      <p className="flex flex-wrap items-center gap-2 px-4 pb-3 text-ink-2 text-sm">
        <OnOff isOn={is_on} />
        {changed && (
          <span>
            {changed.changed_by ?? "A program or command"}, <Time at={changed.changed_at} show="relative" />
          </span>
        )}
      </p>
      {overrides.length > 0 && <Overrides feature={feature} />}
    </Card>
  );
}

const OnOff = ({ isOn }: { isOn: boolean }) => (
  <StatusPill tone={isOn ? "ok" : "warn"}>{isOn ? "On" : "Off"}</StatusPill>
);

function Switch({ feature: { name, label, is_on, while_off } }: { feature: FeatureAnswer }) {
  const change = useChange();
  const verb = is_on ? "Switch off" : "Switch on";
  return (
    <Confirm
      trigger={
        <Button variant={is_on ? "danger-ghost" : "primary"} aria-label={`${verb} ${label}`}>
          {verb}
        </Button>
      }
      title={`${verb} ${label} for all?`}
      description={is_on ? while_off : "It works as ever again."}
      confirmLabel={verb}
      danger={is_on}
      onConfirm={async () => {
        await change(`/api/admin/features/${name}`, { method: "PATCH", body: { is_on: !is_on } });
      }}
    />
  );
}

function SetApart({ feature: { name, label } }: { feature: FeatureAnswer }) {
  return (
    <ChangeDialog
      trigger={<Button aria-label={`Set apart: ${label}`}>Set apart</Button>}
      title={`${label} for one organisation`}
      description="It goes before what holds for all."
    >
      {(close) => (
        <ChangeForm
          request={(fields) => ({
            path: `/api/admin/features/${name}/overrides/${encodeURIComponent(textOf(fields, "slug"))}`,
            method: "PATCH",
            body: { is_on: textOf(fields, "is_on") === "on" },
          })}
          submit="Set apart"
          done="The organisation is set apart"
          onDone={close}
        >
          {(error) => (
            <>
              <InputField label="Address of the organisation" name="slug" required error={error("slug")} />
              <Field label={label} error={error("is_on")}>
                {(control) => (
                  <Select
                    {...control}
                    name="is_on"
                    options={[
                      { value: "off", label: "Off" },
                      { value: "on", label: "On" },
                    ]}
                  />
                )}
              </Field>
            </>
          )}
        </ChangeForm>
      )}
    </ChangeDialog>
  );
}

function Overrides({ feature: { name, label, overrides } }: { feature: FeatureAnswer }) {
  const change = useChange();
  return (
    <DataTable
      caption={`${label}: organisations set apart`}
      rows={overrides}
      rowKey={({ tenant }) => tenant.slug}
      columns={[
        {
          id: "tenant",
          header: "Organisation",
          rowHeader: true,
          cell: ({ tenant }) => (
            <span className="grid">
              <span className="font-medium">{tenant.name}</span>
              <span className="text-ink-2 text-sm">{tenant.slug}</span>
            </span>
          ),
        },
        { id: "state", header: "State", cell: ({ is_on }) => <OnOff isOn={is_on} /> },
        {
          id: "by",
          header: "By",
          hideOnPhone: true,
          cell: ({ changed_by }) => changed_by ?? "Program or command",
        },
        {
          id: "back",
          header: <span className="sr-only">As for all</span>,
          className: "text-right",
          cell: ({ tenant }) => (
            <Confirm
              trigger={
                <Button size="sm" variant="ghost" aria-label={`As for all: ${tenant.slug}`}>
                  As for all
                </Button>
              }
              title={`${label} for ${tenant.slug} as for all?`}
              description="What holds for all holds for it again."
              confirmLabel="As for all"
              onConfirm={async () => {
                await change(`/api/admin/features/${name}/overrides/${tenant.slug}`, {
                  method: "PATCH",
                  body: { is_on: null },
                });
              }}
            />
          ),
        },
      ]}
    />
  );
}
