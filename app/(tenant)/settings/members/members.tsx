"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { InvitationsTable } from "#components/members/invitations-table.tsx";
import { InviteDialog } from "#components/members/invite-dialog.tsx";
import { MembersTable } from "#components/members/members-table.tsx";
import type { InvitationRow, MemberRow } from "#components/members/types.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

export function Members({ ownId, isAdmin }: { ownId: string; isAdmin: boolean }) {
  const queries = useQueryClient();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => api<{ items: MemberRow[] }>("/api/members"),
  });
  const invitations = useQuery({
    queryKey: ["invitations"],
    queryFn: () => api<{ items: InvitationRow[] }>("/api/invitations"),
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
    <div className="grid gap-5">
      <PageHeader
        title="Members"
        description="Who works in this organisation, and what they may do."
        actions={
          isAdmin && (
            <InviteDialog
              onInvite={(values) =>
                submitting(async () => {
                  await api("/api/invitations", { body: values });
                  await refresh();
                })
              }
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
                    onChangeRole: (userId, role) =>
                      change(`/api/members/${userId}`, { method: "PATCH", body: { role } }),
                    onRemove: (userId) => change(`/api/members/${userId}`, { method: "DELETE" }),
                  }
                : {})}
            />
          )}
        </QueryView>
      </Card>
      {isAdmin && (
        <Card>
          <CardHeader
            title="Open invitations"
            description="Each holds for seven days and counts as a seat."
          />
          <QueryView query={invitations} loading={<Skeleton className="m-4 h-20" />}>
            {({ items }) => (
              <InvitationsTable
                invitations={items}
                onRevoke={(id) => change(`/api/invitations/${id}`, { method: "DELETE" })}
              />
            )}
          </QueryView>
        </Card>
      )}
    </div>
  );
}
