"use client";
import { Users } from "lucide-react";
import { useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { Time } from "#components/format/time-element.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { ManageMember } from "./manage-member.tsx";
import { type MemberRole, type MemberRow, ROLE_OPTIONS, roleFrom, roleLabel } from "./types.ts";

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
  return (
    <DataTable
      caption="Members"
      rows={members}
      rowKey={(member) => member.user_id}
      empty={<EmptyState icon={Users} title="No members" />}
      columns={[
        {
          id: "name",
          header: "Member",
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
                  {member.user_id === ownId && <Badge>You</Badge>}
                  {member.mail_bounces && <StatusPill tone="warn">Mail bounces</StatusPill>}
                </span>
                <span className="text-ink-3 text-sm [overflow-wrap:anywhere]">{member.email}</span>
              </span>
            </span>
          ),
        },
        {
          id: "role",
          header: "Role",
          className: "w-40 min-w-36 max-sm:w-28 max-sm:min-w-28 max-sm:px-1.5",
          cell: (member) =>
            onChangeRole ? (
              <RoleSelect member={member} onChangeRole={onChangeRole} />
            ) : (
              roleLabel(member.role)
            ),
        },
        {
          id: "joined",
          header: "Joined",
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: (member) => <Time at={member.joined_at} />,
        },
        ...(manage
          ? [
              {
                id: "manage",
                header: <span className="sr-only">Manage</span>,
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
  const toast = useToast();
  const [chosen, setChosen] = useState<MemberRole | null>(null);

  async function change(role: MemberRole) {
    setChosen(role);
    try {
      await onChangeRole(member.user_id, role);
      toast({ tone: "ok", title: `${member.name || member.email} is now ${role}` });
    } catch (error) {
      toast({
        tone: "bad",
        title: "The role was not changed",
        description: error instanceof Error ? error.message : "Try again in a moment.",
        traceId: faultTrace(error),
      });
    }
    setChosen(null);
  }

  return (
    <Select
      aria-label={`Role of ${member.name || member.email}`}
      options={ROLE_OPTIONS}
      value={chosen ?? member.role}
      disabled={chosen !== null}
      onChange={(event) => void change(roleFrom(event.target.value))}
    />
  );
}
