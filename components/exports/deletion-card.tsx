"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useRefresh } from "#components/data/use-refresh.ts";
import { formatMoney } from "#components/format/money.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { DeletionAnswer } from "./answers.ts";
import { TypedConfirmation } from "./typed-confirmation.tsx";

const KEY = ["deletion"];

/** Deletes the organisation after 14 days in which any admin can undo it. */
export function DeletionCard({ name, slug }: { name: string; slug: string }) {
  const t = useTranslations("exports");
  const deletion = useQuery({
    queryKey: KEY,
    queryFn: () => api<DeletionAnswer>("/api/tenant/deletion"),
  });
  return (
    <Card>
      <CardHeader
        title={t("deletionCard.deleteTheOrganisation")}
        description={t("deletionCard.withEverythingItHasFiles", { name })}
      />
      <QueryView query={deletion} loading={<LoadingRows rows={2} label={t("deletionCard.loading")} />}>
        {(state) => (
          <CardBody className="grid gap-4">
            <Owed state={state} />
            {state.due_at ? (
              <Undo dueAt={state.due_at} requestedBy={state.requested_by} />
            ) : (
              <Ask name={name} slug={slug} />
            )}
          </CardBody>
        )}
      </QueryView>
    </Card>
  );
}

function Owed({ state }: { state: DeletionAnswer }) {
  const t = useTranslations("exports");
  if (state.owed.length === 0) return null;
  return (
    <Callout
      tone="warn"
      title={t("deletionCard.notPaid", { join: state.owed.map((money) => formatMoney(money)).join(" and ") })}
      action={
        <Link href="/invoices" className="font-medium underline underline-offset-4">
          {t("deletionCard.seeInvoices")}
        </Link>
      }
    >
      {t("deletionCard.whatIsOwedStaysDueWhenThe")}
    </Callout>
  );
}

function Ask({ name, slug }: { name: string; slug: string }) {
  const t = useTranslations("exports");
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const refresh = useRefresh();
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{t("deletionCard.for14DaysItCanBeReadAnd")}</p>
      <div>
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={t("deletionCard.delete", { name })}
          description={t("deletionCard.in14DaysForGoodUntilThenItIs")}
          trigger={<Button variant="danger">{t("deletionCard.deleteOrganisation")}</Button>}
        >
          <TypedConfirmation
            word={slug}
            submit={t("deletionCard.deleteIn14Days")}
            onSubmit={(confirm) =>
              submitting(async () =>
                queries.setQueryData(
                  KEY,
                  await api<DeletionAnswer>("/api/tenant/deletion", { body: { confirm } }),
                ),
              )
            }
            onDone={() => {
              setOpen(false);
              // The banner stands on every page.
              refresh();
            }}
          />
        </Dialog>
      </div>
    </div>
  );
}

function Undo({ dueAt, requestedBy }: { dueAt: string; requestedBy: string | null }) {
  const t = useTranslations("exports");
  const queries = useQueryClient();
  const refresh = useRefresh();
  const toast = useToast();
  const form = useSubmit<void>(
    () => submitting(() => api("/api/tenant/deletion", { method: "DELETE" })),
    () => {
      void queries.invalidateQueries({ queryKey: KEY });
      refresh();
      toast({ tone: "ok", title: t("deletionCard.theOrganisationStays") });
    },
  );
  return (
    <div className="grid gap-3">
      <p>
        {t.rich("deletionCard.everythingIsDeletedOnExport", {
          strong: (chunks) => <strong>{chunks}</strong>,
          time: () => <Time at={dueAt} show="datetime" />,
          value: requestedBy
            ? t("deletionCard.askedForIt", { requestedBy })
            : t("deletionCard.aFormerMemberAskedForIt"),
        })}
      </p>
      <FormProblemNotice problem={form.problem} />
      <div>
        <Button variant="primary" loading={form.pending} onClick={() => void form.run()}>
          {t("deletionCard.undoDeletion")}
        </Button>
      </div>
    </div>
  );
}
