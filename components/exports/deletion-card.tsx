"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
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
  const deletion = useQuery({
    queryKey: KEY,
    queryFn: () => api<DeletionAnswer>("/api/tenant/deletion"),
  });
  return (
    <Card>
      <CardHeader
        title="Delete the organisation"
        description={`${name} with everything it has: files, estimates, price books, members, keys, settings.`}
      />
      <QueryView query={deletion} loading={<LoadingRows rows={2} label="Loading" />}>
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
  if (state.owed.length === 0) return null;
  return (
    <Callout
      tone="warn"
      title={`${state.owed.map((money) => formatMoney(money)).join(" and ")} not paid`}
      action={
        <Link href="/invoices" className="font-medium underline underline-offset-4">
          See invoices
        </Link>
      }
    >
      What is owed stays due when the organisation is gone. Its invoices are kept as the law asks.
    </Callout>
  );
}

function Ask({ name, slug }: { name: string; slug: string }) {
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">
        For 14 days it can be read and exported, but not changed, and any admin can undo this; all of them get
        a mail. Then everything is deleted for good. Members keep their accounts. Invoices that were issued
        are kept.
      </p>
      <div>
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={`Delete ${name}?`}
          description="In 14 days, for good. Until then it is read-only, and any admin can undo it."
          trigger={<Button variant="danger">Delete organisation</Button>}
        >
          <TypedConfirmation
            word={slug}
            submit="Delete in 14 days"
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
              router.refresh();
            }}
          />
        </Dialog>
      </div>
    </div>
  );
}

function Undo({ dueAt, requestedBy }: { dueAt: string; requestedBy: string | null }) {
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const form = useSubmit<void>(
    () => submitting(() => api("/api/tenant/deletion", { method: "DELETE" })),
    () => {
      void queries.invalidateQueries({ queryKey: KEY });
      router.refresh();
      toast({ tone: "ok", title: "The organisation stays" });
    },
  );
  return (
    <div className="grid gap-3">
      <p>
        Everything is deleted on{" "}
        <strong>
          <Time at={dueAt} show="datetime" />
        </strong>
        . {requestedBy ? `${requestedBy} asked for it.` : "A former member asked for it."} Export what you
        want to keep before that.
      </p>
      <FormProblemNotice problem={form.problem} />
      <div>
        <Button variant="primary" loading={form.pending} onClick={() => void form.run()}>
          Undo deletion
        </Button>
      </div>
    </div>
  );
}
