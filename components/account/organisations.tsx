"use client";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("account");
  const toast = useToast();
  return (
    <Card>
      <CardBody className="pt-4">
        <ul className="grid divide-y divide-line" aria-label={t("organisations.yourOrganisations")}>
          {organisations.map((organisation) => (
            <li
              key={organisation.slug}
              className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0"
            >
              <Avatar name={organisation.name} square />
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {organisation.name}
                  {organisation.slug === here && <Badge>{t("organisations.youAreHere")}</Badge>}
                </p>
                <p className="text-ink-2 text-sm capitalize">{organisation.role}</p>
              </div>
              {organisation.slug === here ? (
                <Confirm
                  danger
                  trigger={<Button variant="danger-ghost">{t("organisations.leave")}</Button>}
                  title={t("organisations.leave2", { name: organisation.name })}
                  description={t("organisations.youLoseAccessAtOnceYourApiKeys")}
                  confirmLabel={t("organisations.leaveOrganisation")}
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
                  aria-label={t("organisations.goTo", { name: organisation.name })}
                >
                  {t("organisations.goThere")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
