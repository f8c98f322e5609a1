"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { formatBytes } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";

export interface DropZoneProps {
  /** Extensions without a dot. */
  accept: readonly string[];
  /** Bytes. */
  maxSize: number;
  /** The files as chosen; their size and type are judged by whoever takes them. */
  onFiles: (files: File[], options: { temporary: boolean }) => void;
  disabled?: boolean;
  /** Small, once there are files. */
  compact?: boolean;
  /** Further choices that the next files are taken with. */
  children?: ReactNode;
}

/** Where files are dropped or chosen. */
export function DropZone({
  accept,
  maxSize,
  onFiles,
  disabled = false,
  compact = false,
  children,
}: DropZoneProps) {
  const t = useTranslations("files");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [temporary, setTemporary] = useState(false);

  function take(list: FileList | null) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(files, { temporary });
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <section
      aria-label={t("dropZone.uploadFiles")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn(
        "flex flex-col items-center gap-x-6 gap-y-3 rounded-lg border border-control border-dashed bg-surface px-4 text-center transition-colors",
        compact ? "py-3 sm:flex-row sm:text-left" : "py-9",
        over && "border-brand-text border-solid bg-brand-soft",
      )}
    >
      {!compact && <Upload aria-hidden className="size-6 text-ink-3" />}
      <div className="grow">
        <p className="font-medium">
          {over ? t("dropZone.letGoToUpload") : t("dropZone.dropBuildingModelsHere")}
        </p>
        <p className="text-ink-2 text-sm">
          {t("dropZone.upToEach", {
            join: accept.map((extension) => extension.toUpperCase()).join(", "),
            maxSize: formatBytes(maxSize),
          })}
        </p>
      </div>
      {children}
      <Checkbox
        label={t("dropZone.quickLookDeleteAfter37Days")}
        checked={temporary}
        onCheckedChange={(checked) => setTemporary(checked === true)}
        disabled={disabled}
      />
      <Button variant="primary" disabled={disabled} onClick={() => input.current?.click()}>
        {t("dropZone.chooseFiles")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t("dropZone.chooseFilesToUpload")}
        accept={accept.map((extension) => `.${extension}`).join(",")}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </section>
  );
}
