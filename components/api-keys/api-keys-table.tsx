"use client";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  role: string;
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
  revoke?: FormAction<undefined>;
}

const states = {
  active: { label: "Active", tone: "ok" },
  expired: { label: "Expired", tone: "neutral" },
} as const;

export function ApiKeysTable({ keys, createAction, revoke }: ApiKeysTableProps) {
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
            </span>
          ),
        },
        {
          id: "status",
          header: "Status",
          cell: (key) => <StatusPill tone={states[key.status].tone}>{states[key.status].label}</StatusPill>,
        },
        { id: "role", header: "Role", cell: (key) => <span className="capitalize">{key.role}</span> },
        {
          id: "created",
          header: "Created",
          className: "whitespace-nowrap",
          cell: (key) => <Created apiKey={key} />,
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
          cell: (key) => (key.expires_at ? <Time at={key.expires_at} /> : "Never"),
        },
        ...(revoke
          ? [
              {
                id: "revoke",
                header: <span className="sr-only">Revoke</span>,
                className: "text-right",
                cell: (key: ApiKeyRow) => <Revoke apiKey={key} revoke={revoke} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Created({ apiKey }: { apiKey: ApiKeyRow }) {
  return (
    <span className="grid">
      <Time at={apiKey.created_at} />
      <span className="text-ink-3 text-xs">{apiKey.created_by ?? "by an operator"}</span>
    </span>
  );
}

/** Opens, asks and sends without scripts too. */
function Revoke({ apiKey, revoke }: { apiKey: ApiKeyRow; revoke: FormAction<undefined> }) {
  const form = useAction(revoke);
  if (apiKey.status !== "active") return null;
  return (
    <details className="grid justify-items-end">
      <Button asChild size="sm" variant="danger-ghost">
        <summary>
          Revoke<span className="sr-only"> {apiKey.name}</span>
        </summary>
      </Button>
      <form {...form.props} className="grid w-64 justify-items-end gap-2 whitespace-normal pt-2 text-right">
        <input type="hidden" name="id" value={apiKey.id} />
        <p className="text-ink-2 text-sm">
          Programs that use it are refused from the next request on. This cannot be undone.
        </p>
        <FormProblemNotice problem={form.problem} />
        <Button type="submit" size="sm" variant="danger" loading={form.pending}>
          Revoke key
        </Button>
      </form>
    </details>
  );
}
