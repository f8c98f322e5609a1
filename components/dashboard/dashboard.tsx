import { CircleCheck, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FileTable } from "#components/files/file-table.tsx";
import type { FileRow } from "#components/files/types.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";

export interface Quota {
  used: number;
  limit: number;
}

export interface DashboardProps {
  totalFiles: number;
  storage: Quota;
  apiCalls: Quota;
  tier: string;
  /** What waits for a person, each leading to where it is done. */
  attention: readonly { id: string; icon: LucideIcon; title: string; text: string; href: string }[];
  recentFiles: readonly FileRow[];
  /** For an organisation without files, e.g. an upload button. */
  emptyAction?: ReactNode;
}

export function Dashboard({
  totalFiles,
  storage,
  apiCalls,
  tier,
  attention,
  recentFiles,
  emptyAction,
}: DashboardProps) {
  return (
    <div className="grid gap-5">
      <StatGrid>
        <Stat
          label="Files"
          value={formatCount(totalFiles)}
          note={
            <Link className="text-brand-text hover:underline touch:inline-block touch:py-3" href="/files">
              All files
            </Link>
          }
        />
        <Stat
          label="Storage"
          value={formatBytes(storage.used)}
          note={<QuotaNote label="Storage used" quota={storage} text={formatBytes(storage.limit)} />}
        />
        <Stat
          label="API calls this month"
          value={formatCount(apiCalls.used)}
          note={<QuotaNote label="API calls used" quota={apiCalls} text={formatCount(apiCalls.limit)} />}
        />
        <Stat label="Plan" value={<span className="capitalize">{tier}</span>} />
      </StatGrid>
      <Attention items={attention} />
      <Card>
        <CardHeader
          title="Recent files"
          actions={
            <Button asChild size="sm">
              <Link href="/files">All files</Link>
            </Button>
          }
        />
        <FileTable caption="Recent files" files={recentFiles} emptyAction={emptyAction} />
      </Card>
    </div>
  );
}

function QuotaNote({ label, quota, text }: { label: string; quota: Quota; text: string }) {
  const share = quota.limit > 0 ? quota.used / quota.limit : 0;
  return (
    <div className="grid gap-1.5 pt-1">
      <Progress label={label} value={share} tone={share >= 1 ? "bad" : share >= 0.8 ? "warn" : "brand"} />
      <p>of {text}</p>
    </div>
  );
}

function Attention({ items }: { items: DashboardProps["attention"] }) {
  return (
    <Card>
      <CardHeader title="Needs you" />
      {items.length === 0 ? (
        <CardBody>
          <p className="flex items-center gap-2 text-ink-2">
            <CircleCheck aria-hidden className="size-4.5 text-ok" />
            Nothing is waiting.
          </p>
        </CardBody>
      ) : (
        <ul className="border-line border-t">
          {items.map(({ id, icon: Icon, title, text, href }) => (
            <li key={id} className="border-line border-b last:border-b-0">
              <Link
                href={href}
                className="flex items-start gap-3 px-4 py-3 hover:bg-subtle focus-visible:outline-offset-[-2px]"
              >
                <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
                <span className="grid">
                  <span className="font-medium">{title}</span>
                  <span className="text-ink-2 text-sm">{text}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
