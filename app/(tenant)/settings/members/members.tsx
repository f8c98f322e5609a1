"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { InvitationsTable } from "#components/members/invitations-table.tsx";
import { InviteDialog, type InviteOutcome } from "#components/members/invite-dialog.tsx";
import { MembersTable } from "#components/members/members-table.tsx";
import { type RolePermission, RolesTable } from "#components/members/roles-table.tsx";
import type { InvitationRow, MemberRow } from "#components/members/types.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

interface Invitations {
  items: InvitationRow[];
  seats: { limit: number | null; free: number | null };
}

export function Members({
  ownId,
  isAdmin,
  permissions,
}: {
  ownId: string;
  isAdmin: boolean;
  permissions: readonly RolePermission[];
}) {
  const t = useTranslations("members");
  const queries = useQueryClient();
  const toast = useToast();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => api<{ items: MemberRow[] }>("/api/members"),
  });
  const invitations = useQuery({
    queryKey: ["invitations"],
    queryFn: () => api<Invitations>("/api/invitations"),
    enabled: isAdmin,
  });
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === "members" || queryKey[0] === "invitations",
    });
  const change = async (path: string, options: { method: string; body?: unknown }) => {
    await api(path, options);
    await refresh();
  };
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("members.members")}
        description={t("members.whoWorksInThisOrganisationAnd")}
        actions={
          isAdmin && (
            <InviteDialog
              permissions={permissions}
              freeSeats={invitations.data?.seats.free ?? null}
              onInvite={async (values) => {
                try {
                  const { items } = await api<{ items: InviteOutcome[] }>("/api/invitations/list", {
                    body: values,
                  });
                  await refresh();
                  return { outcomes: items };
                } catch (error) {
                  return { problem: problemOf(error) };
                }
              }}
            />
          )
        }
      />
      <Card>
        <QueryView query={members} loading={<Skeleton className="m-4 h-40" />}>
          {({ items }) => (
            <MembersTable
              members={items}
              ownId={ownId}
              {...(isAdmin
                ? {
                    onChangeRole: async (userId, role) => {
                      await change(`/api/members/${userId}`, { method: "PATCH", body: { role } });
                      // One's own role decides what this page and its frame show.
                      if (userId === ownId) location.reload();
                    },
                    manage: {
                      onRemove: async (userId) => {
                        await change(`/api/members/${userId}`, { method: "DELETE" });
                        if (userId === ownId) location.assign("/sign-in");
                      },
                      onSignOut: async (userId) => {
                        await change(`/api/members/${userId}/sessions`, { method: "DELETE" });
                        toast({ tone: "ok", title: t("members.signedOutOnAllDevices") });
                      },
                      onResetFactor: async (userId) => {
                        await change(`/api/members/${userId}/second-factor`, { method: "DELETE" });
                        toast({ tone: "ok", title: t("members.theSecondFactorIsGoneAndThey") });
                      },
                      onTransfer: async (userId) => {
                        await api(`/api/members/${userId}/transfer`, { body: { own_role: "editor" } });
                        location.reload();
                      },
                    },
                  }
                : {})}
            />
          )}
        </QueryView>
      </Card>
      <RolesTable permissions={permissions} />
      {isAdmin && (
        <Card id="invitations" className="scroll-mt-16">
          <CardHeader
            title={t("members.invitations")}
            description={seatsSentence(t, invitations.data?.seats)}
          />
          <QueryView query={invitations} loading={<Skeleton className="m-4 h-20" />}>
            {({ items }) => (
              <InvitationsTable
                invitations={items}
                onRevoke={(id) => change(`/api/invitations/${id}`, { method: "DELETE" })}
                onResend={(id) => change(`/api/invitations/${id}/resend`, { method: "POST" })}
              />
            )}
          </QueryView>
        </Card>
      )}
    </div>
  );
}

function seatsSentence(t: Translator<"members">, seats: Invitations["seats"] | undefined): string {
  const held = t("members.eachWaitsForSevenDaysAndTakesA");
  if (!seats || seats.limit === null || seats.free === null) return held;
  return t("members.ofSeatsAreFree", { held, free: seats.free, limit: seats.limit });
}
