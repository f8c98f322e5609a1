"use client";
import { useQueryClient } from "@tanstack/react-query";
import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { classLabel } from "#components/files/class-label.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { CommentForm } from "./comment-form.tsx";
import { CommentItem } from "./comment-item.tsx";
import { commentsKey, useComments } from "./queries.ts";
import { ReviewHistory } from "./review-history.tsx";

/** What people say of an estimate and its lines, and the steps of its review. */
export function Discussion({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const comments = useComments(estimateId);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card>
        <CardHeader title={t("comments.title")} description={t("comments.description")} />
        <CardBody>
          <AddComment estimateId={estimateId} />
        </CardBody>
        <QueryView query={comments} loading={<LoadingRows rows={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={MessageSquare} title={t("comments.empty.title")}>
                {t("comments.empty.text")}
              </EmptyState>
            ) : (
              <>
                <ol className="divide-y divide-line border-line border-t" aria-label={t("comments.title")}>
                  {items.map((comment) => (
                    <CommentItem key={comment.id} estimateId={estimateId} comment={comment} />
                  ))}
                </ol>
                {comments.hasNextPage && (
                  <div className="border-line border-t p-3 text-center">
                    <Button loading={comments.isFetchingNextPage} onClick={() => comments.fetchNextPage()}>
                      {t("comments.older")}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </QueryView>
      </Card>
      <ReviewHistory estimateId={estimateId} />
    </div>
  );
}

function AddComment({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const estimate = useEstimate(estimateId);
  const [line, setLine] = useState("");
  return (
    <CommentForm
      label={t("comments.new")}
      submit={t("comments.send")}
      onSend={async (body) => {
        await api(`/api/cost-estimates/${estimateId}/comments`, {
          body: { body, ...(line === "" ? {} : { line_position: Number(line) }) },
        });
        setLine("");
        await queries.invalidateQueries({ queryKey: commentsKey(estimateId) });
      }}
    >
      <Field label={t("comments.about")}>
        {(control) => (
          <Select
            {...control}
            value={line}
            placeholder={t("comments.wholeEstimate")}
            onChange={(event) => setLine(event.target.value)}
            options={(estimate.data?.lines ?? []).map(({ position, name, ifc_class }) => ({
              value: String(position),
              label: ifc_class ? t("comments.line", { name, where: classLabel(ifc_class) }) : name,
            }))}
          />
        )}
      </Field>
    </CommentForm>
  );
}
