"use client";
import { FileCheck2, Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { IssuedRevisionsAnswer } from "./answers.ts";
import { Approval } from "./approval.tsx";
import { useRevisions } from "./queries.ts";
import { RevisionItem } from "./revision-item.tsx";

const IssueForm = later(async () => (await import("./issue-form.tsx")).IssueForm);

/** What was approved and issued of an estimate, the latest first, and what can be issued now. */
export function Revisions({ estimateId }: { estimateId: string }) {
  const revisions = useRevisions(estimateId);
  return (
    <QueryView query={revisions} loading={<LoadingRows rows={3} />}>
      {(data) => <RevisionList estimateId={estimateId} data={data} />}
    </QueryView>
  );
}

function RevisionList({ estimateId, data }: { estimateId: string; data: IssuedRevisionsAnswer }) {
  const t = useTranslations("issuing");
  const { next, approval, may, items } = data;
  return (
    <div className="grid grid-cols-1 gap-4">
      {approval && (
        <Card>
          <CardHeader
            title={t("approval.title")}
            description={t("approval.description")}
            actions={may.issue && <Issue estimateId={estimateId} next={next} />}
          />
          <CardBody>
            <Approval estimateId={estimateId} approval={approval} />
          </CardBody>
        </Card>
      )}
      <Card>
        <CardHeader title={t("list.title")} description={t("list.description")} />
        {items.length === 0 ? (
          <EmptyState icon={FileCheck2} title={t("list.empty.title")}>
            {approval ? t("list.empty.approved") : t("list.empty.text")}
          </EmptyState>
        ) : (
          <ol className="divide-y divide-line border-line border-t" aria-label={t("list.title")}>
            {items.map((revision) => (
              <RevisionItem
                key={revision.id}
                estimateId={estimateId}
                revision={revision}
                mayWithdraw={may.withdraw}
              />
            ))}
          </ol>
        )}
      </Card>
    </div>
  );
}

function Issue({ estimateId, next }: { estimateId: string; next: string }) {
  const t = useTranslations("issuing");
  const [open, setOpen] = useState(false);
  IssueForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("issue.title", { revision: next })}
      description={t("issue.description")}
      trigger={
        <Button variant="primary">
          <Stamp aria-hidden />
          {t("issue.button", { revision: next })}
        </Button>
      }
    >
      <IssueForm estimateId={estimateId} revision={next} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
