"use client";
import { MailQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("members");
  return (
    <DataTable
      caption={t("invitationsTable.invitations")}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      empty={<EmptyState icon={MailQuestion} title={t("invitationsTable.noOpenInvitations")} />}
      columns={[
        {
          id: "email",
          header: t("invitationsTable.eMail"),
          rowHeader: true,
          cell: (invitation) => (
            <span className="grid [overflow-wrap:anywhere]">
              <span className="font-medium">{invitation.email}</span>
              <span className="text-ink-3 text-xs sm:hidden">{roleLabel(t, invitation.role)}</span>
              <span className="text-ink-3 text-xs">
                {t("invitationsTable.by", {
                  invitedBy: invitation.invited_by ?? t("invitationsTable.anOperator"),
                })}
              </span>
            </span>
          ),
        },
        {
          id: "role",
          header: t("invitationsTable.role"),
          hideOnPhone: true,
          cell: (invitation) => roleLabel(t, invitation.role),
        },
        {
          id: "status",
          header: t("invitationsTable.status"),
          className: "sm:whitespace-nowrap max-sm:px-1.5",
          cell: (invitation) => (
            <span className="grid justify-items-start gap-0.5">
              {invitation.mail_bounces ? (
                <StatusPill tone="warn">{t("invitationsTable.mailBounces")}</StatusPill>
              ) : invitation.status === "open" ? (
                <StatusPill tone="info">{t("invitationsTable.waiting")}</StatusPill>
              ) : (
                <StatusPill tone="neutral">{t("invitationsTable.expired")}</StatusPill>
              )}
              <span className="text-ink-3 text-xs">
                {invitation.status === "open" && t("invitationsTable.expires")}
                <Time at={invitation.expires_at} show="relative" />
              </span>
            </span>
          ),
        },
        {
          id: "sent",
          header: t("invitationsTable.lastMail"),
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: (invitation) => (
            <>
              <Time at={invitation.last_sent_at} show="relative" />
              {invitation.sends > 1 && (
                <span className="text-ink-3">{t("invitationsTable.inAll", { sends: invitation.sends })}</span>
              )}
            </>
          ),
        },
        ...(onRevoke && onResend
          ? [
              {
                id: "actions",
                header: <span className="sr-only">{t("invitationsTable.actions")}</span>,
                className: "whitespace-nowrap text-right max-sm:pl-0 max-sm:last:pr-2",
                cell: (invitation: InvitationRow) => (
                  <span className="inline-flex max-sm:flex-col max-sm:items-end">
                    <Confirm
                      trigger={
                        <Button
                          size="sm"
                          variant="ghost"
                          aria-label={t("invitationsTable.sendAgainTo", { email: invitation.email })}
                        >
                          {t("invitationsTable.sendAgain")}
                        </Button>
                      }
                      title={t("invitationsTable.sendTheInvitationOfAgain", { email: invitation.email })}
                      description={t("invitationsTable.aNewMailLeavesAndHoldsForSeven")}
                      confirmLabel={t("invitationsTable.sendAgain")}
                      onConfirm={() => onResend(invitation.id)}
                    />
                    <Confirm
                      danger
                      trigger={
                        <Button
                          size="sm"
                          variant="danger-ghost"
                          aria-label={t("invitationsTable.revokeTheInvitationOf", {
                            email: invitation.email,
                          })}
                        >
                          {t("invitationsTable.revoke")}
                        </Button>
                      }
                      title={t("invitationsTable.revokeTheInvitationOf2", { email: invitation.email })}
                      description={t("invitationsTable.theLinkInTheirMailStopsWorking")}
                      confirmLabel={t("invitationsTable.revokeInvitation")}
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
