"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { CredentialsAnswer, OperatorAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { InputField } from "./input-field.tsx";
import { OneTimePassword } from "./one-time-password.tsx";

export function Operators({ ownId }: { ownId: string }) {
  const [credentials, setCredentials] = useState<CredentialsAnswer | null>(null);
  const operators = useQuery({
    queryKey: ["operator", "operators"],
    queryFn: () => api<{ items: OperatorAnswer[] }>("/api/admin/operators"),
  });
  return (
    <>
      <PageHeader
        title="Operators"
        description="Who may sign in to these pages. Each signs in with a password and an authenticator app."
        actions={
          <ChangeDialog
            trigger={
              <Button variant="primary">
                <Plus aria-hidden />
                Invite operator
              </Button>
            }
            title="Invite an operator"
            description="You get a password for their first sign-in. An operator may do whatever you may do."
          >
            {(close) => (
              <InviteForm
                onDone={(made) => {
                  close();
                  setCredentials(made);
                }}
              />
            )}
          </ChangeDialog>
        }
      />
      <Card>
        <QueryView query={operators} loading={<LoadingRows label="Loading operators" />}>
          {({ items }) => <OperatorsTable operators={items} ownId={ownId} onReset={setCredentials} />}
        </QueryView>
      </Card>
      <OneTimePassword credentials={credentials} onClose={() => setCredentials(null)} />
    </>
  );
}

function InviteForm({ onDone }: { onDone: (made: CredentialsAnswer) => void }) {
  const change = useChange();
  const form = useSubmit((body: { email: string; name: string }) =>
    submitting(async () => onDone(await change<CredentialsAnswer>("/api/admin/operators", { body }))),
  );
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-4"
      onSubmit={form.onSubmit((data) => ({ email: textOf(data, "email"), name: textOf(data, "name") }))}
    >
      <InputField label="Email" name="email" type="email" required error={form.fieldError("email")} />
      <InputField label="Name" name="name" required maxLength={120} error={form.fieldError("name")} />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit="Invite" pending={form.pending} />
    </form>
  );
}

function OperatorsTable({
  operators,
  ownId,
  onReset,
}: {
  operators: readonly OperatorAnswer[];
  ownId: string;
  onReset: (credentials: CredentialsAnswer) => void;
}) {
  return (
    <DataTable
      caption="Operators"
      rows={operators}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "name",
          header: "Operator",
          rowHeader: true,
          cell: ({ id, name, email }) => (
            <span className="grid">
              <span className="font-medium">{id === ownId ? `${name} (you)` : name}</span>
              <span className="break-all text-ink-2 text-sm">{email}</span>
            </span>
          ),
        },
        { id: "state", header: "State", cell: (operator) => <State operator={operator} /> },
        {
          id: "sessions",
          header: "Signed in",
          numeric: true,
          cell: ({ sessions }) => formatCount(sessions),
        },
        {
          id: "seen",
          header: "Last seen",
          className: "whitespace-nowrap text-ink-2",
          cell: ({ last_seen_at }) => (last_seen_at ? <Time at={last_seen_at} show="relative" /> : NONE),
        },
        {
          id: "actions",
          header: <span className="sr-only">Actions</span>,
          className: "text-right",
          cell: (operator) => <Actions operator={operator} onReset={onReset} />,
        },
      ]}
    />
  );
}

function State({ operator: { is_disabled, has_second_factor } }: { operator: OperatorAnswer }) {
  if (is_disabled) return <StatusPill tone="neutral">Disabled</StatusPill>;
  if (!has_second_factor) return <StatusPill tone="warn">Invited</StatusPill>;
  return <StatusPill tone="ok">Enabled</StatusPill>;
}

function Actions({
  operator: { id, email, is_disabled, sessions },
  onReset,
}: {
  operator: OperatorAnswer;
  onReset: (credentials: CredentialsAnswer) => void;
}) {
  const change = useChange();
  const path = `/api/admin/operators/${id}`;
  return (
    <span className="inline-flex flex-wrap justify-end gap-1.5">
      {sessions > 0 && (
        <Confirm
          trigger={
            <Button size="sm" variant="ghost" aria-label={`End sessions of ${email}`}>
              End sessions
            </Button>
          }
          title={`Sign ${email} out everywhere?`}
          description="Every browser of theirs has to sign in again, from the next click on."
          confirmLabel="End sessions"
          onConfirm={async () => {
            await change(`${path}/sessions`, { method: "DELETE" });
          }}
        />
      )}
      <Confirm
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Reset ${email}`}>
            Reset
          </Button>
        }
        title={`Reset password and app of ${email}?`}
        description="Neither counts any more, and every session ends. You get a password for their next sign-in, which sets both up anew."
        confirmLabel="Reset"
        danger
        onConfirm={async () => onReset(await change<CredentialsAnswer>(`${path}/reset`))}
      />
      <Confirm
        trigger={
          <Button
            size="sm"
            variant={is_disabled ? "ghost" : "danger-ghost"}
            aria-label={`${is_disabled ? "Enable" : "Disable"} ${email}`}
          >
            {is_disabled ? "Enable" : "Disable"}
          </Button>
        }
        title={is_disabled ? `Let ${email} in again?` : `Disable ${email}?`}
        description={
          is_disabled
            ? "They sign in with the password and the app that they had."
            : "They are signed out at once and cannot sign in. What they did stays in the log."
        }
        confirmLabel={is_disabled ? "Enable" : "Disable"}
        danger={!is_disabled}
        onConfirm={async () => {
          await change(path, { method: "PATCH", body: { disabled: !is_disabled } });
        }}
      />
    </span>
  );
}
