"use client";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, plural } from "#components/format/numbers.ts";
import { formatShare } from "#components/format/percent.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { StackedBar } from "#components/ui/charts.tsx";
import { Progress, Skeleton } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { StorageAnswer } from "./answers.ts";
import { GrowthCard } from "./growth-card.tsx";
import { useStorage } from "./queries.ts";
import { STORAGE_CLASSES } from "./words.ts";

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
  const { hot, archive, restored, moving, prices, saved_a_month: saved } = storage;
  return (
    <>
      <StatGrid>
        <Level
          label="Hot storage"
          level={hot}
          stops="Uploads stop"
          more={hot.reserved > 0 ? [`${formatBytes(hot.reserved)} promised to uploads and restores`] : []}
        />
        <Level label="Archive" level={archive} stops="Archiving stops" more={[]} />
        <Stat label="Saved a month" value={formatMoney(saved)} note={savedNote(storage)} />
        <Stat
          label="Restored now"
          value={formatBytes(restored.bytes)}
          note={
            <>
              <p>{plural(restored.files, "file")} can be downloaded for some days</p>
              {moving.files > 0 && <p>{plural(moving.files, "file")} on the way there or back</p>}
            </>
          }
        />
      </StatGrid>
      <Card>
        <CardHeader
          title="Where it is stored"
          description={`Beyond what the plan includes: ${formatMoney(prices.hot_gib)} a GiB and month in hot storage, ${formatMoney(prices.archive_gib)} in the archive; ${formatMoney(prices.restored_gib)} a GiB restored at the standard tier.`}
        />
        <CardBody>
          <StackedBar label="Bytes by storage class" parts={partsOf(storage)} />
        </CardBody>
      </Card>
    </>
  );
}

function savedNote({ hot, archive, saved_a_month: saved }: StorageAnswer): string {
  if (archive.bytes === 0) return "Nothing is in the archive yet";
  if (Number(saved.amount) > 0)
    return "Against having the archive in hot storage, by your plan's prices, tax not counted";
  return hot.bytes + archive.bytes <= hot.limit
    ? "All of it would fit into the hot storage that your plan includes"
    : "The archive costs as much as hot storage would, by your plan's prices";
}

function partsOf({ hot, archive }: StorageAnswer) {
  const part = (
    id: keyof typeof STORAGE_CLASSES | "unseen",
    label: string,
    of: { bytes: number; files?: number },
  ) => ({
    id,
    label,
    value: of.bytes,
    text: [formatBytes(of.bytes), ...(of.files === undefined ? [] : [plural(of.files, "file")])].join(", "),
  });
  const unseen = { bytes: archive.unseen_bytes };
  return [
    part("STANDARD", "Hot", hot),
    ...archive.by_class.map((of) =>
      part(of.storage_class, `Archive: ${STORAGE_CLASSES[of.storage_class].label}`, of),
    ),
    ...(unseen.bytes > 0 ? [part("unseen", "Archive: in projects that you do not see", unseen)] : []),
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
  const share = limit > 0 ? bytes / limit : Number(bytes > 0);
  return (
    <Stat
      label={label}
      value={formatBytes(bytes)}
      note={
        <div className="grid gap-1.5 pt-1">
          <Progress
            label={`${label}: used of the plan`}
            value={share}
            tone={share >= 1 ? "bad" : share >= 0.9 ? "warn" : "brand"}
          />
          <p>
            {plural(files, "file")}; {formatBytes(limit)} included ({formatShare(share)})
          </p>
          <p>
            {stops} at {formatBytes(quota)}
          </p>
          {more.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      }
    />
  );
}
