"use client";
import { MailQuestion } from "lucide-react";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { InvitationRow } from "./types.ts";

export interface InvitationsTableProps {
  invitations: readonly InvitationRow[];
  /** Rejects with a sentence when it was refused. */
  onRevoke?: (id: string) => Promise<void>;
}

export function InvitationsTable({ invitations, onRevoke }: InvitationsTableProps) {
  return (
    <DataTable
      caption="Open invitations"
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      empty={<EmptyState icon={MailQuestion} title="No open invitations" />}
      columns={[
        {
          id: "email",
          header: "E-mail",
          rowHeader: true,
          cell: (invitation) => <span className="font-medium">{invitation.email}</span>,
        },
        {
          id: "role",
          header: "Role",
          cell: (invitation) => <span className="capitalize">{invitation.role}</span>,
        },
        {
          id: "by",
          header: "Invited by",
          hideOnPhone: true,
          cell: (invitation) => invitation.invited_by ?? <span className="text-ink-3">An operator</span>,
        },
        {
          id: "expires",
          header: "Expires",
          className: "whitespace-nowrap text-ink-2",
          cell: (invitation) => <Time at={invitation.expires_at} show="relative" />,
        },
        ...(onRevoke
          ? [
              {
                id: "revoke",
                header: <span className="sr-only">Revoke</span>,
                className: "text-right",
                cell: (invitation: InvitationRow) => (
                  <Confirm
                    danger
                    trigger={
                      <Button
                        size="sm"
                        variant="danger-ghost"
                        aria-label={`Revoke the invitation of ${invitation.email}`}
                      >
                        Revoke
                      </Button>
                    }
                    title={`Revoke the invitation of ${invitation.email}?`}
                    description="The link in their mail stops working. You can invite them again."
                    confirmLabel="Revoke invitation"
                    onConfirm={() => onRevoke(invitation.id)}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
