"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows, Progress } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ExportAnswer } from "./answers.ts";

const KEY = ["exports"];
const STATUS: Record<ExportAnswer["status"], { label: string; tone: Tone }> = {
  running: { label: "Being written", tone: "info" },
  ready: { label: "Ready", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  expired: { label: "Deleted", tone: "neutral" },
};

/** Everything the organisation has, as one archive: asks for it, shows how far it is, and hands it out. */
export function ExportCard() {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: KEY,
    queryFn: () => api<{ items: ExportAnswer[] }>("/api/exports"),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "running") ? 2000 : false,
  });
  const form = useSubmit<void>(
    () => submitting(() => api("/api/exports", { method: "POST" })),
    () => queries.invalidateQueries({ queryKey: KEY }),
  );
  const running = list.data?.items.some(({ status }) => status === "running") ?? false;
  return (
    <Card>
      <CardHeader
        title="Export"
        description="Everything the organisation has, in one ZIP archive."
        actions={
          <Button
            variant="primary"
            loading={form.pending}
            disabled={running || !list.data}
            onClick={() => void form.run()}
          >
            Export everything
          </Button>
        }
      />
      <FormProblemNotice problem={form.problem} />
      <QueryView query={list} loading={<LoadingRows rows={2} label="Loading exports" />}>
        {({ items }) => (
          <CardBody className="grid gap-4">
            <p className="text-ink-2">
              Every file and, as CSV and JSON, projects, analyses, estimates, price books, members, usage,
              invoices and the audit log; with checksums, without secrets. Archived files are not in it:
              restore them first. A mail tells when the archive is ready; admins can download it for seven
              days.
            </p>
            {items.length > 0 && (
              <ul className="grid divide-y divide-line" aria-label="Exports">
                {items.map((one) => (
                  <ExportRow
                    key={one.id}
                    one={one}
                    onChange={() => queries.invalidateQueries({ queryKey: KEY })}
                  />
                ))}
              </ul>
            )}
          </CardBody>
        )}
      </QueryView>
    </Card>
  );
}

function ExportRow({ one, onChange }: { one: ExportAnswer; onChange: () => Promise<void> }) {
  const { label, tone } = STATUS[one.status];
  const remove = async () => {
    await api(`/api/exports/${one.id}`, { method: "DELETE" });
    await onChange();
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="grid min-w-0 grow gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tone}>{label}</Badge>
          <Time at={one.created_at} show="datetime" />
          {one.size !== null && one.status === "ready" && (
            <span className="text-ink-2">{formatBytes(one.size)}</span>
          )}
        </p>
        {one.status === "running" && (
          <Progress
            label="Export"
            value={one.progress > 0 ? one.progress / 100 : null}
            className="max-w-80"
          />
        )}
        {one.problem && <p className="text-bad">{one.problem}</p>}
        <p className="text-ink-3 text-sm">
          {one.requested_by ? `For ${one.requested_by}` : "For an API key, or a former member"}
          {one.status === "ready" && one.expires_at && (
            <>
              {" · until "}
              <Time at={one.expires_at} show="datetime" />
            </>
          )}
        </p>
      </div>
      {one.status === "running" && (
        <Confirm
          trigger={<Button variant="danger-ghost">Cancel</Button>}
          title="Cancel this export?"
          description="What was written so far is deleted. You can start another one."
          confirmLabel="Cancel export"
          danger
          onConfirm={remove}
        />
      )}
      {one.status === "ready" && (
        <>
          <Confirm
            trigger={<Button variant="danger-ghost">Delete</Button>}
            title="Delete this archive?"
            description="It can no longer be downloaded. Your data stays as it is."
            confirmLabel="Delete archive"
            danger
            onConfirm={remove}
          />
          <Button asChild>
            <a href={`/api/exports/${one.id}/download`} download>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        </>
      )}
    </li>
  );
}
