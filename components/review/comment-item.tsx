"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import type { CommentAnswer } from "./answers.ts";
import { CommentForm } from "./comment-form.tsx";
import { partsOf, toTyped } from "./mentions.ts";
import { commentsKey } from "./queries.ts";

/** A comment, and what its author, or an admin, may do with it. */
export function CommentItem({ estimateId, comment }: { estimateId: string; comment: CommentAnswer }) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const path = `/api/cost-estimates/${estimateId}/comments/${comment.id}`;
  const refresh = () => queries.invalidateQueries({ queryKey: commentsKey(estimateId) });
  const author = authorOf(comment, t("formerMember"), t("comments.apiKey"));
  if (editing)
    return (
      <li className="px-4 py-3">
        <CommentForm
          label={t("comments.edit")}
          submit={t("comments.save")}
          start={toTyped(comment.body, comment.mentions)}
          onCancel={() => setEditing(false)}
          onSend={async (body) => {
            await api(path, { method: "PATCH", body: { body } });
            await refresh();
            setEditing(false);
          }}
        />
      </li>
    );
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium text-base">{author}</span>
        <span className="text-ink-2">
          <Time at={comment.created_at} show="relative" />
          {comment.edited_at && ` · ${t("comments.edited")}`}
        </span>
        {comment.line && (
          <Badge>
            {comment.line.position === null
              ? t("comments.lineGone", { name: comment.line.name })
              : t("comments.onLine", { name: comment.line.name })}
          </Badge>
        )}
      </p>
      <p className="whitespace-pre-wrap break-words">
        {partsOf(comment.body, comment.mentions).map((part, index) =>
          "text" in part ? (
            part.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a comment's parts keep their order.
            <span key={index} className="rounded-sm bg-brand-soft px-0.5 text-brand-text">
              @{part.mention ?? t("formerMember")}
            </span>
          ),
        )}
      </p>
      {(comment.may.edit || comment.may.delete) && (
        <div className="-ml-2 flex flex-wrap gap-1">
          {comment.may.edit && (
            <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
              <Pencil aria-hidden />
              {t("comments.edit")}
            </Button>
          )}
          {comment.may.delete && (
            <Confirm
              danger
              title={t("comments.deleteTitle")}
              description={t("comments.deleteText")}
              confirmLabel={t("comments.delete")}
              onConfirm={async () => {
                await api(path, { method: "DELETE" });
                await refresh();
              }}
              trigger={
                <Button size="sm" variant="ghost">
                  <Trash2 aria-hidden />
                  {t("comments.delete")}
                </Button>
              }
            />
          )}
        </div>
      )}
    </li>
  );
}

function authorOf({ author }: CommentAnswer, former: string, key: string): string {
  return author.kind === "api_key" ? (author.name ?? key) : (author.name ?? former);
}
