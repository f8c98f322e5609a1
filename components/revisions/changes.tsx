"use client";
import { Files, GitCompareArrows, Hourglass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TierBadge } from "#components/archival/tier-badge.tsx";
import { ApiError } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { below, later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { DetailSkeleton } from "#components/ui/skeletons.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import type { ChangesAnswer } from "./answers.ts";
import { useChanges } from "./queries.ts";

const Amounts = below(
  async () => (await import("./amounts.tsx")).Amounts,
  () => <Skeleton className="h-80 rounded-lg" />,
);
const Groups = below(
  async () => (await import("./groups.tsx")).Groups,
  () => <LoadingRows rows={5} />,
);
const Elements = later(
  async () => (await import("./elements.tsx")).Elements,
  () => <LoadingRows rows={8} />,
);
const Figures = later(
  async () => (await import("./figures.tsx")).Figures,
  () => <Skeleton className="h-28 rounded-lg" />,
);

/** What a version of a model changed of the one before it. */
export function Changes({ fileId }: { fileId: string }) {
  const t = useTranslations("revisions");
  const changes = useChanges(fileId);
  usePageTitle(changes.data && t("page.titleOf", { file: changes.data.file.filename }));
  const { error } = changes;
  if (error instanceof ApiError && error.status === 404)
    return (
      <Card>
        <h1 className="sr-only">{t("page.title")}</h1>
        <ErrorState
          title={t("page.notFound")}
          action={
            <Button asChild>
              <Link href="/files">{t("page.files")}</Link>
            </Button>
          }
        >
          {error.message}
        </ErrorState>
      </Card>
    );
  return (
    <QueryView query={changes} loading={<DetailSkeleton />}>
      {(data) => (
        <div className="grid grid-cols-1 gap-5">
          <Header data={data} />
          {data.state === "ready" && data.summary && data.base ? (
            <>
              <Figures summary={data.summary} />
              <Amounts summary={data.summary} newer={data.file} base={data.base} />
              <Elements
                fileId={fileId}
                file={data.file}
                base={data.base}
                summary={data.summary}
                made={data.summary.compared_at}
              />
              <Groups summary={data.summary} />
            </>
          ) : (
            <NotCompared data={data} />
          )}
        </div>
      )}
    </QueryView>
  );
}

function Header({ data: { file, base } }: { data: ChangesAnswer }) {
  const t = useTranslations("revisions");
  return (
    <div className="-mb-5">
      <PageHeader
        title={t("page.title")}
        crumbs={[
          { label: t("page.files"), href: "/files" },
          { label: file.filename, href: `/files/${file.file_id}` },
          { label: t("page.title") },
        ]}
        badges={
          <>
            {file.number !== null && <Badge>{t("version", { number: file.number })}</Badge>}
            <TierBadge tier={file.storage_tier} />
          </>
        }
        description={
          base
            ? t.rich("page.against", {
                number: base.number ?? 1,
                file: base.filename,
                link: (chunks) => (
                  <Link className="text-brand-text underline" href={`/files/${base.file_id}`}>
                    {chunks}
                  </Link>
                ),
              })
            : file.filename
        }
      />
    </div>
  );
}

/** Why there is nothing to see, and what to do. */
function NotCompared({ data: { state, file, base } }: { data: ChangesAnswer }) {
  const t = useTranslations("revisions");
  const toFile = (id: string, label: ReactNode) => (
    <Button asChild>
      <Link href={`/files/${id}`}>{label}</Link>
    </Button>
  );
  if (state === "first")
    return (
      <Card>
        <EmptyState icon={Files} title={t("empty.first")} action={toFile(file.file_id, t("empty.toFile"))}>
          {t("empty.firstText")}
        </EmptyState>
      </Card>
    );
  if (state === "failed") {
    // Whichever of the two has no take-off: the one that failed, or the one before.
    const failed = base && file.status !== "failed" ? base : file;
    return (
      <Card>
        <ErrorState title={t("empty.failed")} action={toFile(failed.file_id, t("empty.toFile"))}>
          {t("empty.failedText", { file: failed.filename })}
        </ErrorState>
      </Card>
    );
  }
  return (
    <Card role="status">
      <EmptyState
        icon={state === "waiting" ? Hourglass : GitCompareArrows}
        title={state === "waiting" ? t("empty.waiting") : t("empty.due")}
      >
        {state === "waiting" ? t("empty.waitingText") : t("empty.dueText")}
      </EmptyState>
    </Card>
  );
}
