"use client";
import { useTranslations } from "next-intl";
import { StackedBar } from "#components/charts/stacked-bar.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { formatShare } from "#components/format/percent.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { Progress, Skeleton } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { StorageAnswer } from "./answers.ts";
import { useStorage } from "./queries.ts";
import { storageClasses } from "./words.ts";

const GrowthCard = later(
  async () => (await import("./growth-card.tsx")).GrowthCard,
  () => <Skeleton className="h-96 rounded-lg" />,
);

/** What is stored where, against plan and caps, what the archive saves, and how both grew. */
export function StorageOverview() {
  const storage = useStorage();
  return (
    <div className="grid grid-cols-1 gap-5">
      <QueryView query={storage} loading={<Skeleton className="h-36 rounded-lg" />}>
        {(data) => <Figures storage={data} />}
      </QueryView>
      <GrowthCard />
    </div>
  );
}

function Figures({ storage }: { storage: StorageAnswer }) {
  const t = useTranslations("archival");
  const { hot, archive, restored, moving, prices, saved_a_month: saved } = storage;
  return (
    <>
      <StatGrid>
        <Level
          label={t("storageOverview.hotStorage")}
          level={hot}
          stops={t("storageOverview.uploadsStop")}
          more={
            hot.reserved > 0
              ? [t("storageOverview.promisedToUploadsAndRestores", { reserved: formatBytes(hot.reserved) })]
              : []
          }
        />
        <Level
          label={t("storageOverview.archive")}
          level={archive}
          stops={t("storageOverview.archivingStops")}
          more={[]}
        />
        <Stat
          label={t("storageOverview.savedAMonth")}
          value={formatMoney(saved)}
          note={savedNote(t, storage)}
        />
        <Stat
          label={t("storageOverview.restoredNow")}
          value={formatBytes(restored.bytes)}
          note={
            <>
              <p>{t("storageOverview.filesCanBeDownloadedForSome", { files: restored.files })}</p>
              {moving.files > 0 && (
                <p>{t("storageOverview.filesOnTheWayThereOrBack", { files: moving.files })}</p>
              )}
            </>
          }
        />
      </StatGrid>
      <Card>
        <CardHeader
          title={t("storageOverview.whereItIsStored")}
          description={t("storageOverview.beyondWhatThePlanIncludesAGib", {
            hotGib: formatMoney(prices.hot_gib),
            archiveGib: formatMoney(prices.archive_gib),
            restoredGib: formatMoney(prices.restored_gib),
          })}
        />
        <CardBody>
          <StackedBar label={t("storageOverview.bytesByStorageClass")} parts={partsOf(t, storage)} />
        </CardBody>
      </Card>
    </>
  );
}

function savedNote(t: Translator<"archival">, { hot, archive, saved_a_month: saved }: StorageAnswer): string {
  if (archive.bytes === 0) return t("storageOverview.nothingIsInTheArchiveYet");
  if (Number(saved.amount) > 0) return t("storageOverview.againstHavingTheArchiveInHot");
  return hot.bytes + archive.bytes <= hot.limit
    ? t("storageOverview.allOfItWouldFitIntoTheHot")
    : t("storageOverview.theArchiveCostsAsMuchAsHot");
}

function partsOf(t: Translator<"archival">, { hot, archive }: StorageAnswer) {
  const part = (
    id: keyof ReturnType<typeof storageClasses> | "unseen",
    label: string,
    of: { bytes: number; files?: number },
  ) => ({
    id,
    label,
    value: of.bytes,
    text: [
      formatBytes(of.bytes),
      ...(of.files === undefined ? [] : [t("words.files", { files: of.files })]),
    ].join(", "),
  });
  const unseen = { bytes: archive.unseen_bytes };
  return [
    part("STANDARD", t("storageOverview.hot"), hot),
    ...archive.by_class.map((of) =>
      part(
        of.storage_class,
        t("storageOverview.archive2", { label: storageClasses(t)[of.storage_class].label }),
        of,
      ),
    ),
    ...(unseen.bytes > 0 ? [part("unseen", t("storageOverview.archiveInProjectsThatYouDoNot"), unseen)] : []),
  ];
}

function Level({
  label,
  level: { bytes, files, limit, quota },
  stops,
  more,
}: {
  label: string;
  level: { bytes: number; files: number; limit: number; quota: number };
  /** What stops at the cap. */
  stops: string;
  more: readonly string[];
}) {
  const t = useTranslations("archival");
  const share = limit > 0 ? bytes / limit : Number(bytes > 0);
  return (
    <Stat
      label={label}
      value={formatBytes(bytes)}
      note={
        <div className="grid gap-1.5 pt-1">
          <Progress
            label={t("storageOverview.usedOfThePlan", { label })}
            value={share}
            tone={share >= 1 ? "bad" : share >= 0.9 ? "warn" : "brand"}
          />
          <p>
            {t("storageOverview.filesIncluded", {
              files,
              limit: formatBytes(limit),
              share: formatShare(share),
            })}
          </p>
          <p>{t("storageOverview.at", { stops, quota: formatBytes(quota) })}</p>
          {more.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      }
    />
  );
}
