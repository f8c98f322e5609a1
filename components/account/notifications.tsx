"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { NotificationsAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { topics } from "#components/notifications/looks.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";

const kindsOf = (t: Translator<"account">) =>
  [
    {
      kind: "invoices",
      label: t("notifications.invoicesAndCreditNotes"),
      hint: t("notifications.whenOneIsMade"),
    },
    {
      kind: "payment_reminders",
      label: t("notifications.remindersOfPayment"),
      hint: t("notifications.dueSoonOverdueSuspendedOne"),
    },
    { kind: "usage", label: t("notifications.usage"), hint: t("notifications.at90And100OfWhatThePlan") },
    {
      kind: "plan_changes",
      label: t("notifications.plan"),
      hint: t("notifications.whenAChangeOfPlanCouldNotBe"),
    },
    {
      kind: "domains",
      label: t("notifications.domains"),
      hint: t("notifications.whenADomainsDnsRecordIsGone"),
    },
    {
      kind: "webhooks",
      label: t("notifications.webhooks"),
      hint: t("notifications.whenAnEndpointIsStoppedBecause"),
    },
  ] as const satisfies Kind[];

const ownKinds = (t: Translator<"account">): Kind[] => [
  {
    kind: "sign_ins",
    label: t("notifications.newSignIns"),
    hint: t("notifications.whenYouSignInHereFromABrowser"),
  },
  {
    kind: "archive",
    label: t("notifications.restoredFiles"),
    hint: t("notifications.whenFilesYouRestoredFromThe"),
  },
];

const inApp = (tNotifications: Translator<"notifications">): Kind[] =>
  topics(tNotifications).map(({ value, label, hint }) => ({ kind: value, label, hint }));

const KEY = ["notifications"];

/** Which mails about the organisation, and which notices in the product, the person gets; each choice acts at once. */
export function Notifications() {
  const tNotifications = useTranslations("notifications");
  const t = useTranslations("account");
  const choices = useQuery({
    queryKey: KEY,
    queryFn: () => api<NotificationsAnswer>("/api/me/notifications"),
  });
  return (
    <QueryView query={choices} loading={<Skeleton className="h-80 rounded-lg" />}>
      {(data) => (
        <>
          {!data.is_mailed && (
            <Callout title={t("notifications.mailsAboutTheOrganisationGoTo")}>
              {t("notifications.youAreNoneHereWhatYouChoose")}
            </Callout>
          )}
          <Choices
            title={t("notifications.mailsAboutTheOrganisation")}
            kinds={kindsOf(t)}
            chosen={data.kinds}
          />
          <Choices title={t("notifications.mailsAboutYou")} kinds={ownKinds(t)} chosen={data.kinds} />
          <Choices
            title={t("notifications.inTheProduct")}
            description={t("notifications.underTheBellAndOnThePageOf")}
            kinds={inApp(tNotifications)}
            chosen={data.in_app}
            under="in_app"
          />
          <Card>
            <CardHeader title={t("notifications.alwaysOn")} />
            <CardBody>
              <p className="text-ink-2">{t("notifications.signInLinksInvitationsPassword")}</p>
            </CardBody>
          </Card>
        </>
      )}
    </QueryView>
  );
}

interface Kind {
  kind: string;
  label: string;
  hint: string;
}

function Choices({
  title,
  description,
  kinds,
  chosen,
  under,
}: {
  title: string;
  description?: string;
  kinds: readonly Kind[];
  chosen: Readonly<Record<string, boolean>>;
  /** The part of the answer that these stand in. */
  under?: "in_app";
}) {
  const queries = useQueryClient();
  const form = useSubmit<Record<string, boolean>>((change) =>
    submitting(async () => {
      const body = under ? { [under]: change } : change;
      queries.setQueryData(
        KEY,
        await api<NotificationsAnswer>("/api/me/notifications", { method: "PATCH", body }),
      );
    }),
  );
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <CardBody>
        <fieldset className="grid min-w-0 gap-4">
          <legend className="sr-only">{title}</legend>
          {kinds.map(({ kind, label, hint }) => (
            <Switch
              key={kind}
              label={label}
              hint={hint}
              checked={chosen[kind] ?? true}
              disabled={form.pending}
              onCheckedChange={(on) => void form.run({ [kind]: on })}
            />
          ))}
          <FormProblemNotice problem={form.problem} />
        </fieldset>
      </CardBody>
    </Card>
  );
}
