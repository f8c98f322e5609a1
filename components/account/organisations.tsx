"use client";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { switchOrganisation } from "#components/data/session.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";

export interface OwnOrganisation {
  slug: string;
  name: string;
  role: string;
}

/** What the person belongs to: the organisation of this address can be left, the others can be gone to. */
export function Organisations({
  organisations,
  here,
  ownId,
}: {
  organisations: readonly OwnOrganisation[];
  here: string;
  ownId: string;
}) {
  const toast = useToast();
  return (
    <Card>
      <CardBody className="pt-4">
        <ul className="grid divide-y divide-line" aria-label="Your organisations">
          {organisations.map((organisation) => (
            <li
              key={organisation.slug}
              className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0"
            >
              <Avatar name={organisation.name} square />
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {organisation.name}
                  {organisation.slug === here && <Badge>You are here</Badge>}
                </p>
                <p className="text-ink-2 text-sm capitalize">{organisation.role}</p>
              </div>
              {organisation.slug === here ? (
                <Confirm
                  danger
                  trigger={<Button variant="danger-ghost">Leave</Button>}
                  title={`Leave ${organisation.name}?`}
                  description="You lose access at once, your API keys here stop working, and you need a new invitation to return. Files and estimates stay."
                  confirmLabel="Leave organisation"
                  onConfirm={async () => {
                    await api(`/api/members/${ownId}`, { method: "DELETE" });
                    location.assign("/sign-in");
                  }}
                />
              ) : (
                <Button
                  onClick={async () => {
                    const refused = await submitting(() => switchOrganisation(organisation.slug));
                    if (refused)
                      toast({ tone: "bad", title: refused.message, traceId: refused.traceId ?? null });
                  }}
                  aria-label={`Go to ${organisation.name}`}
                >
                  Go there
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
