"use client";
import { MailQuestion } from "lucide-react";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type InvitationRow, roleLabel } from "./types.ts";

export interface InvitationsTableProps {
  invitations: readonly InvitationRow[];
  /** Each rejects with a sentence when it was refused. */
  onRevoke?: (id: string) => Promise<void>;
  onResend?: (id: string) => Promise<void>;
}

export function InvitationsTable({ invitations, onRevoke, onResend }: InvitationsTableProps) {
  return (
    <DataTable
      caption="Invitations"
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      empty={<EmptyState icon={MailQuestion} title="No open invitations" />}
      columns={[
        {
          id: "email",
          header: "E-mail",
          rowHeader: true,
          cell: (invitation) => (
            <span className="grid [overflow-wrap:anywhere]">
              <span className="font-medium">{invitation.email}</span>
              <span className="text-ink-3 text-xs sm:hidden">{roleLabel(invitation.role)}</span>
              <span className="text-ink-3 text-xs">by {invitation.invited_by ?? "an operator"}</span>
            </span>
          ),
        },
        { id: "role", header: "Role", hideOnPhone: true, cell: (invitation) => roleLabel(invitation.role) },
        {
          id: "status",
          header: "Status",
          className: "sm:whitespace-nowrap max-sm:px-1.5",
          cell: (invitation) => (
            <span className="grid justify-items-start gap-0.5">
              {invitation.mail_bounces ? (
                <StatusPill tone="warn">Mail bounces</StatusPill>
              ) : invitation.status === "open" ? (
                <StatusPill tone="info">Waiting</StatusPill>
              ) : (
                <StatusPill tone="neutral">Expired</StatusPill>
              )}
              <span className="text-ink-3 text-xs">
                {invitation.status === "open" && "expires "}
                <Time at={invitation.expires_at} show="relative" />
              </span>
            </span>
          ),
        },
        {
          id: "sent",
          header: "Last mail",
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: (invitation) => (
            <>
              <Time at={invitation.last_sent_at} show="relative" />
              {invitation.sends > 1 && <span className="text-ink-3">, {invitation.sends} in all</span>}
            </>
          ),
        },
        ...(onRevoke && onResend
          ? [
              {
                id: "actions",
                header: <span className="sr-only">Actions</span>,
                className: "whitespace-nowrap text-right max-sm:pl-0 max-sm:last:pr-2",
                cell: (invitation: InvitationRow) => (
                  <span className="inline-flex max-sm:flex-col max-sm:items-end">
                    <Confirm
                      trigger={
                        <Button size="sm" variant="ghost" aria-label={`Send again to ${invitation.email}`}>
                          Send again
                        </Button>
                      }
                      title={`Send the invitation of ${invitation.email} again?`}
                      description="A new mail leaves, and holds for seven days. The links in earlier mails stop working."
                      confirmLabel="Send again"
                      onConfirm={() => onResend(invitation.id)}
                    />
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
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
