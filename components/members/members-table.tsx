"use client";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toldOf } from "#components/data/told-of.ts";
import { Time } from "#components/format/time-element.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { ManageMember } from "./manage-member.tsx";
import { type MemberRole, type MemberRow, roleFrom, roleLabel, roleOptions } from "./types.ts";

export interface MembersTableProps {
  members: readonly MemberRow[];
  ownId: string;
  /** Each rejects with a sentence when it was refused. Left out where the role may not. */
  onChangeRole?: (userId: string, role: MemberRole) => Promise<void>;
  manage?: MemberActions;
}

export interface MemberActions {
  onRemove: (userId: string) => Promise<void>;
  onSignOut: (userId: string) => Promise<void>;
  /** Takes a lost second factor away. */
  onResetFactor: (userId: string) => Promise<void>;
  /** Makes the member an admin and the one who asks an editor. */
  onTransfer: (userId: string) => Promise<void>;
}

export function MembersTable({ members, ownId, onChangeRole, manage }: MembersTableProps) {
  const t = useTranslations("members");
  return (
    <DataTable
      caption={t("membersTable.members")}
      rows={members}
      rowKey={(member) => member.user_id}
      empty={<EmptyState icon={Users} title={t("membersTable.noMembers")} />}
      columns={[
        {
          id: "name",
          header: t("membersTable.member"),
          rowHeader: true,
          sortBy: (member) => member.name || member.email,
          cell: (member) => (
            <span className="flex items-center gap-2.5">
              <span className="max-sm:hidden">
                <Avatar name={member.name || member.email} />
              </span>
              <span className="grid min-w-0">
                <span className="flex flex-wrap items-center gap-x-1.5 font-medium">
                  {member.name || member.email}
                  {member.user_id === ownId && <Badge>{t("membersTable.you")}</Badge>}
                  {member.mail_bounces && (
                    <StatusPill tone="warn">{t("membersTable.mailBounces")}</StatusPill>
                  )}
                </span>
                <span className="text-ink-3 text-sm [overflow-wrap:anywhere]">{member.email}</span>
              </span>
            </span>
          ),
        },
        {
          id: "role",
          header: t("membersTable.role"),
          className: "w-40 min-w-36 max-sm:w-28 max-sm:min-w-28 max-sm:px-1.5",
          cell: (member) =>
            onChangeRole ? (
              <RoleSelect member={member} onChangeRole={onChangeRole} />
            ) : (
              roleLabel(t, member.role)
            ),
        },
        {
          id: "joined",
          header: t("membersTable.joined"),
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: (member) => <Time at={member.joined_at} />,
        },
        ...(manage
          ? [
              {
                id: "manage",
                header: <span className="sr-only">{t("membersTable.manage")}</span>,
                className: "text-right max-sm:pl-0 max-sm:last:pr-2",
                cell: (member: MemberRow) => (
                  <ManageMember member={member} self={member.user_id === ownId} actions={manage} />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function RoleSelect({
  member,
  onChangeRole,
}: {
  member: MemberRow;
  onChangeRole: NonNullable<MembersTableProps["onChangeRole"]>;
}) {
  const t = useTranslations("members");
  const toast = useToast();
  const [chosen, setChosen] = useState<MemberRole | null>(null);

  async function change(role: MemberRole) {
    setChosen(role);
    try {
      await onChangeRole(member.user_id, role);
      toast({ tone: "ok", title: t("membersTable.isNow", { name: member.name || member.email, role }) });
    } catch (error) {
      toast({
        tone: "bad",
        title: t("membersTable.theRoleWasNotChanged"),
        ...toldOf(error),
      });
    }
    setChosen(null);
  }

  return (
    <Select
      aria-label={t("membersTable.roleOf", { name: member.name || member.email })}
      options={roleOptions(t)}
      value={chosen ?? member.role}
      disabled={chosen !== null}
      onChange={(event) => void change(roleFrom(t, event.target.value))}
    />
  );
}
