"use client";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";
import { ApiKeySecret } from "./api-key-secret.tsx";

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  role: string;
  /** Less than `role` when its creator's own role is less by now. */
  present_role: string;
  calls_this_month: number;
  calls_30_days: number;
  created_by: string | null;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  /** As the server judges it. */
  status: "active" | "expired";
}

export interface ApiKeysTableProps {
  keys: readonly ApiKeyRow[];
  createAction?: ReactNode;
  /** Left out where the role may not. */
  manage?: ApiKeyActions;
}

export interface ApiKeyActions {
  rename: FormAction<undefined>;
  revoke: FormAction<undefined>;
  /** Answers the new secret, which is shown once. */
  rotate: FormAction<{ api_key: string }>;
}

export function ApiKeysTable({ keys, createAction, manage }: ApiKeysTableProps) {
  return (
    <DataTable
      caption="API keys"
      rows={keys}
      rowKey={(key) => key.id}
      empty={
        <EmptyState icon={KeyRound} title="No API keys" action={createAction}>
          A key lets a program upload files and read estimates in this organisation.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Name",
          rowHeader: true,
          cell: (key) => (
            <span className="grid">
              <span className="font-medium">{key.name}</span>
              <code className="text-ink-3 text-xs">{key.prefix}…</code>
              <span className="text-ink-3 text-xs [overflow-wrap:anywhere]">
                <Time at={key.created_at} />, {key.created_by ?? "by an operator"}
              </span>
            </span>
          ),
        },
        { id: "role", header: "Role", cell: (key) => <RoleOf apiKey={key} /> },
        {
          id: "calls",
          header: "This month",
          numeric: true,
          cell: (key) => (
            <span className="grid">
              {formatCount(key.calls_this_month)} calls
              <span className="text-ink-3 text-xs">{formatCount(key.calls_30_days)} in 30 days</span>
            </span>
          ),
        },
        {
          id: "used",
          header: "Last used",
          className: "whitespace-nowrap text-ink-2",
          cell: (key) => (key.last_used_at ? <Time at={key.last_used_at} show="relative" /> : "Never"),
        },
        {
          id: "expires",
          header: "Expires",
          className: "whitespace-nowrap text-ink-2",
          cell: (key) => (
            <span className="grid justify-items-start gap-0.5">
              {key.expires_at ? <Time at={key.expires_at} /> : "Never"}
              {key.status === "expired" && <StatusPill tone="neutral">Expired</StatusPill>}
            </span>
          ),
        },
        ...(manage
          ? [
              {
                id: "manage",
                header: <span className="sr-only">Manage</span>,
                className: "text-right",
                cell: (key: ApiKeyRow) => <Manage apiKey={key} {...manage} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function RoleOf({ apiKey: { role, present_role: present } }: { apiKey: ApiKeyRow }) {
  return (
    <span className="grid">
      <span className="capitalize">{present}</span>
      {present !== role && (
        <span className="text-ink-3 text-xs">
          made as {role}; its maker is {present} now
        </span>
      )}
    </span>
  );
}

const OVERLAPS = [
  { value: "1", label: "1 hour" },
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
];

interface ManageProps extends ApiKeyActions {
  apiKey: ApiKeyRow;
}

/** Opens, asks and sends without scripts too. */
function Manage({ apiKey, rename, revoke, rotate }: ManageProps) {
  const renaming = useAction(rename);
  const rotation = useAction(rotate);
  const revocation = useAction(revoke);
  if (rotation.data)
    return (
      <div className="w-56 whitespace-normal py-2 text-left">
        <ApiKeySecret secret={rotation.data.api_key} />
      </div>
    );
  if (apiKey.status !== "active") return null;
  return (
    <details className="grid justify-items-end">
      <Button asChild size="sm" variant="ghost">
        <summary>
          Manage<span className="sr-only"> {apiKey.name}</span>
        </summary>
      </Button>
      <div className="grid w-52 gap-4 whitespace-normal py-2 text-left">
        <form {...renaming.props} className="grid gap-2">
          <input type="hidden" name="id" value={apiKey.id} />
          <Field label="Call it" error={renaming.fieldError("name")}>
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={80}
                defaultValue={apiKey.name}
                autoComplete="off"
              />
            )}
          </Field>
          <FormProblemNotice problem={renaming.problem} />
          <Button type="submit" size="sm" loading={renaming.pending}>
            Rename
          </Button>
        </form>
        <form {...rotation.props} className="grid gap-2 border-line border-t pt-3">
          <input type="hidden" name="id" value={apiKey.id} />
          <Field label="Rotate; old key works for" error={rotation.fieldError("overlap_hours")}>
            {(control) => <Select {...control} name="overlap_hours" options={OVERLAPS} defaultValue="24" />}
          </Field>
          <FormProblemNotice problem={rotation.problem} />
          <Button type="submit" size="sm" loading={rotation.pending}>
            Make a new secret
          </Button>
        </form>
        <form {...revocation.props} className="grid gap-2 border-line border-t pt-3">
          <input type="hidden" name="id" value={apiKey.id} />
          <p className="text-ink-2 text-sm">
            Programs that use it are refused from the next request on. This cannot be undone.
          </p>
          <FormProblemNotice problem={revocation.problem} />
          <Button type="submit" size="sm" variant="danger" loading={revocation.pending}>
            Revoke key
          </Button>
        </form>
      </div>
    </details>
  );
}
