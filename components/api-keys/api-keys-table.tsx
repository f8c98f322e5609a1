"use client";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { roleFrom, roleLabel } from "#components/members/types.ts";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";
import type { Translator } from "#lib/i18n/messages.ts";
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
  const t = useTranslations("api-keys");
  return (
    <DataTable
      caption={t("apiKeysTable.apiKeys")}
      rows={keys}
      rowKey={(key) => key.id}
      empty={
        <EmptyState icon={KeyRound} title={t("apiKeysTable.noApiKeys")} action={createAction}>
          {t("apiKeysTable.aKeyLetsAProgramUploadFilesAnd")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("apiKeysTable.name"),
          rowHeader: true,
          cell: (key) => (
            <span className="grid">
              <span className="font-medium">{key.name}</span>
              <code className="text-ink-3 text-xs">{key.prefix}…</code>
              <span className="text-ink-3 text-xs [overflow-wrap:anywhere]">
                <Time at={key.created_at} />, {key.created_by ?? t("apiKeysTable.byAnOperator")}
              </span>
            </span>
          ),
        },
        { id: "role", header: t("apiKeysTable.role"), cell: (key) => <RoleOf apiKey={key} /> },
        {
          id: "calls",
          header: t("apiKeysTable.thisMonth"),
          numeric: true,
          cell: (key) => (
            <span className="grid">
              {t.rich("apiKeysTable.callsIn30Days", {
                callsThisMonth: formatCount(key.calls_this_month),
                span: (chunks) => <span className="text-ink-3 text-xs">{chunks}</span>,
                calls30Days: formatCount(key.calls_30_days),
              })}
            </span>
          ),
        },
        {
          id: "used",
          header: t("apiKeysTable.lastUsed"),
          className: "whitespace-nowrap text-ink-2",
          cell: (key) =>
            key.last_used_at ? <Time at={key.last_used_at} show="relative" /> : t("apiKeysTable.never"),
        },
        {
          id: "expires",
          header: t("apiKeysTable.expires"),
          className: "whitespace-nowrap text-ink-2",
          cell: (key) => (
            <span className="grid justify-items-start gap-0.5">
              {key.expires_at ? <Time at={key.expires_at} /> : t("apiKeysTable.never")}
              {key.status === "expired" && (
                <StatusPill tone="neutral">{t("apiKeysTable.expired")}</StatusPill>
              )}
            </span>
          ),
        },
        ...(manage
          ? [
              {
                id: "manage",
                header: <span className="sr-only">{t("apiKeysTable.manage")}</span>,
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
  const t = useTranslations("api-keys");
  const tMembers = useTranslations("members");
  const label = (of: string) => roleLabel(tMembers, roleFrom(tMembers, of));
  return (
    <span className="grid">
      <span>{label(present)}</span>
      {present !== role && (
        <span className="text-ink-3 text-xs">
          {t("apiKeysTable.madeAsItsMakerIsNow", { role: label(role), present: label(present) })}
        </span>
      )}
    </span>
  );
}

const overlaps = (t: Translator<"api-keys">) => [
  { value: "1", label: t("apiKeysTable.n1Hour") },
  { value: "24", label: t("apiKeysTable.n1Day") },
  { value: "168", label: t("apiKeysTable.n7Days") },
  { value: "720", label: t("apiKeysTable.n30Days") },
];

interface ManageProps extends ApiKeyActions {
  apiKey: ApiKeyRow;
}

/** Opens, asks and sends without scripts too. */
function Manage({ apiKey, rename, revoke, rotate }: ManageProps) {
  const t = useTranslations("api-keys");
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
          {t.rich("apiKeysTable.manage2", {
            span: (chunks) => <span className="sr-only">{chunks}</span>,
            name: apiKey.name,
          })}
        </summary>
      </Button>
      <div className="grid w-52 gap-4 whitespace-normal py-2 text-left">
        <form {...renaming.props} className="grid gap-2">
          <input type="hidden" name="id" value={apiKey.id} />
          <Field label={t("apiKeysTable.callIt")} error={renaming.fieldError("name")}>
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
            {t("apiKeysTable.rename")}
          </Button>
        </form>
        <form {...rotation.props} className="grid gap-2 border-line border-t pt-3">
          <input type="hidden" name="id" value={apiKey.id} />
          <Field label={t("apiKeysTable.rotateOldKeyWorksFor")} error={rotation.fieldError("overlap_hours")}>
            {(control) => (
              <Select {...control} name="overlap_hours" options={overlaps(t)} defaultValue="24" />
            )}
          </Field>
          <FormProblemNotice problem={rotation.problem} />
          <Button type="submit" size="sm" loading={rotation.pending}>
            {t("apiKeysTable.makeANewSecret")}
          </Button>
        </form>
        <form {...revocation.props} className="grid gap-2 border-line border-t pt-3">
          <input type="hidden" name="id" value={apiKey.id} />
          <p className="text-ink-2 text-sm">{t("apiKeysTable.programsThatUseItAreRefused")}</p>
          <FormProblemNotice problem={revocation.problem} />
          <Button type="submit" size="sm" variant="danger" loading={revocation.pending}>
            {t("apiKeysTable.revokeKey")}
          </Button>
        </form>
      </div>
    </details>
  );
}
