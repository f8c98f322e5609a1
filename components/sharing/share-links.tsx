"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { CreatedShare, Shares } from "#lib/sharing/views.ts";
import { ShareList, sharesKey } from "./share-list.tsx";

const DAYS = ["1", "7", "30", "90"] as const;

/** Makes a link, and lists those that there are. */
export function ShareLinks({ estimateId }: { estimateId: string }) {
  return (
    <>
      <ShareForm estimateId={estimateId} />
      <Links estimateId={estimateId} />
    </>
  );
}

function ShareForm({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const [made, setMade] = useState<z.output<typeof CreatedShare> | null>(null);
  const form = useSubmit<{ days: number; note: string }>((values) =>
    submitting(async () => {
      setMade(
        await api<z.output<typeof CreatedShare>>(`/api/cost-estimates/${estimateId}/shares`, {
          body: values,
        }),
      );
      await queries.invalidateQueries({ queryKey: sharesKey(estimateId) });
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ days: Number(textOf(data, "days")), note: textOf(data, "note") }))}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label={t("share.days")} error={form.fieldError("days")}>
          {(control) => (
            <Select
              {...control}
              name="days"
              defaultValue="30"
              options={DAYS.map((days) => ({
                value: days,
                label: t("share.daysCount", { count: Number(days) }),
              }))}
            />
          )}
        </Field>
        <Field optional label={t("share.note")} hint={t("share.noteHint")} error={form.fieldError("note")}>
          {(control) => <Input {...control} name="note" maxLength={200} autoComplete="off" />}
        </Field>
      </div>
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" className="justify-self-start" loading={form.pending}>
        {t("share.create")}
      </Button>
      {made && (
        <Callout tone="ok" announce title={t("share.created")}>
          <Copyable value={made.url} label={t("share.copy")} />
          <p>{t("share.once")}</p>
        </Callout>
      )}
    </form>
  );
}

function Links({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const shares = useQuery({
    queryKey: sharesKey(estimateId),
    queryFn: () => api<z.output<typeof Shares>>(`/api/cost-estimates/${estimateId}/shares`),
  });
  return (
    <section className="mt-6 grid gap-2">
      <h3 className="font-semibold text-lg">{t("share.links")}</h3>
      <QueryView query={shares} loading={<LoadingRows rows={2} />}>
        {({ items }) => <ShareList estimateId={estimateId} items={items} />}
      </QueryView>
    </section>
  );
}
