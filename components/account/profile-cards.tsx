"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { useRefresh } from "#components/data/use-refresh.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

export function NameCard({ name }: { name: string }) {
  const t = useTranslations("account");
  const toast = useToast();
  const refresh = useRefresh();
  const form = useSubmit<{ name: string }>(
    (values) => submitting(() => api("/api/me", { method: "PATCH", body: values })),
    () => {
      toast({ tone: "ok", title: t("profileCards.saved") });
      refresh();
    },
  );
  return (
    <Card>
      <CardHeader
        title={t("profileCards.name")}
        description={t("profileCards.asYourColleaguesSeeItAtAllOf")}
      />
      <CardBody>
        <form
          method="post"
          className="grid max-w-sm gap-4"
          onSubmit={form.onSubmit((data) => ({ name: textOf(data, "name") }))}
        >
          <Field label={t("profileCards.yourName")} error={form.fieldError("name")}>
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={120}
                autoComplete="name"
                defaultValue={name}
              />
            )}
          </Field>
          <FormProblemNotice problem={form.problem} />
          <div>
            <Button type="submit" variant="primary" loading={form.pending}>
              {t("profileCards.save")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}

interface Waiting {
  new_email: string;
  old_confirmed: boolean;
  new_confirmed: boolean;
  expires_at: string;
}

export function EmailCard({ email }: { email: string }) {
  const t = useTranslations("account");
  const queries = useQueryClient();
  const waiting = useQuery({
    queryKey: ["email-change"],
    queryFn: () => api<{ change: Waiting | null }>("/api/me/email"),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ["email-change"] });
  const form = useSubmit<{ email: string }>(
    (values) => submitting(() => api("/api/me/email", { method: "PUT", body: values })),
    () => void refresh(),
  );
  const change = waiting.data?.change;
  return (
    <Card>
      <CardHeader
        title={t("profileCards.eMail")}
        description={t("profileCards.youSignInAsAChangeHoldsOnce", { email })}
      />
      <CardBody>
        {change ? (
          <WaitingChange change={change} email={email} onCancelled={refresh} />
        ) : (
          <form
            method="post"
            className="grid max-w-sm gap-4"
            onSubmit={form.onSubmit((data) => ({ email: textOf(data, "email") }))}
          >
            <Field label={t("profileCards.newAddress")} error={form.fieldError("email")}>
              {(control) => (
                <Input {...control} type="email" name="email" required maxLength={254} autoComplete="email" />
              )}
            </Field>
            <FormProblemNotice problem={form.problem} />
            <div>
              <Button type="submit" loading={form.pending}>
                {t("profileCards.sendTheTwoMails")}
              </Button>
            </div>
          </form>
        )}
      </CardBody>
    </Card>
  );
}

function WaitingChange({
  change,
  email,
  onCancelled,
}: {
  change: Waiting;
  email: string;
  onCancelled: () => Promise<void>;
}) {
  const t = useTranslations("account");
  const form = useSubmit<undefined>(
    () => submitting(() => api("/api/me/email", { method: "DELETE" })),
    () => void onCancelled(),
  );
  const open = [
    ...(change.new_confirmed ? [] : [change.new_email]),
    ...(change.old_confirmed ? [] : [email]),
  ].join(" and ");
  return (
    <div className="grid gap-3">
      <Callout title={t("profileCards.waitingToBecome", { newEmail: change.new_email })}>
        {t.rich("profileCards.openTheLinkInTheMailToItHolds", {
          open,
          time: () => <Time at={change.expires_at} show="datetime" />,
        })}
      </Callout>
      <FormProblemNotice problem={form.problem} />
      <div>
        <Button loading={form.pending} onClick={() => void form.run(undefined)}>
          {t("profileCards.cancelTheChange")}
        </Button>
      </div>
    </div>
  );
}
