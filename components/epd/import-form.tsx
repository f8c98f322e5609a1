"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ImportedEpdsAnswer } from "./answers.ts";
import { refreshEpds } from "./queries.ts";

type Note = { path: string; message: string };

/** Shown at once; the rest is found after these are mended. */
const SHOWN = 100;

/** Where files are dropped or chosen; they are sent at once. What was left out stays to be read. Ends a dialog. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("epd");
  const queries = useQueryClient();
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [pending, setPending] = useState(false);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [told, setTold] = useState<ImportedEpdsAnswer | null>(null);

  async function send(files: readonly File[]) {
    if (files.length === 0 || pending) return;
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    setPending(true);
    setRefused(null);
    setTold(null);
    try {
      const imported = await api<ImportedEpdsAnswer>("/api/epds", { body: form });
      await refreshEpds(queries);
      toast({
        tone: "ok",
        title: t("importing.done", { count: imported.added }),
        description: t("importing.doneRest", {
          versions: formatCount(imported.versions),
          unchanged: formatCount(imported.unchanged),
          leftOut: formatCount(imported.left_out),
        }),
      });
      if (imported.notes.length === 0) onDone();
      else setTold(imported);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefused(error);
    } finally {
      setPending(false);
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    void send([...event.dataTransfer.files]);
  }

  return (
    <>
      <div className="grid gap-4">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped; the button does the same by keys. */}
        <div
          className={cn(
            "grid justify-items-center gap-2 rounded-lg border border-control border-dashed px-4 py-8 text-center",
            over && "bg-brand-soft",
          )}
          onDragOver={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <Upload aria-hidden className="size-6 text-ink-3" />
          <p className="font-medium">{t("importing.drop")}</p>
          <p id={hint} className="text-ink-2 text-sm">
            {t("importing.forms")}
          </p>
          <input
            ref={field}
            type="file"
            multiple
            hidden
            aria-label={t("importing.choose")}
            accept=".xml,.json,.csv,.zip"
            onChange={(event) => {
              void send([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <Button loading={pending} aria-describedby={hint} onClick={() => field.current?.click()}>
            {t("importing.choose")}
          </Button>
        </div>
        {refused && (
          <Notes tone="bad" title={refused.message} notes={refused.issues} caption={t("importing.faults")} />
        )}
        {told && (
          <Notes
            tone="info"
            title={t("importing.notTaken", { count: told.unchanged + told.left_out })}
            notes={told.notes}
            caption={t("importing.left")}
          />
        )}
      </div>
      <DialogActions>
        <Button onClick={onDone}>{t("importing.close")}</Button>
      </DialogActions>
    </>
  );
}

function Notes({
  tone,
  title,
  notes,
  caption,
}: {
  tone: "bad" | "info";
  title: string;
  notes: readonly Note[];
  caption: string;
}) {
  const t = useTranslations("epd");
  return (
    <div className="grid gap-2">
      <Callout tone={tone} announce title={title} />
      {notes.length > 0 && (
        <div className="max-h-64 overflow-y-auto rounded-lg border border-line">
          <DataTable
            caption={caption}
            rows={notes.slice(0, SHOWN)}
            rowKey={({ path, message }) => `${path} ${message}`}
            columns={[
              {
                id: "where",
                header: t("importing.where"),
                rowHeader: true,
                className: "break-all",
                cell: ({ path }) => path,
              },
              {
                id: "what",
                header: t("importing.what"),
                className: "min-w-56",
                cell: ({ message }) => message,
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
