"use client";
import { FolderUp, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type ReactNode, type RefObject, useRef } from "react";
import { formatBytes } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { useTypedEarly } from "#components/ui/typed-early.ts";
import { chosenFiles } from "./dropped-files.ts";
import type { ChosenFile } from "./types.ts";

/** React's types do not know it; every browser does. */
const FOLDERS = { webkitdirectory: "" };

export interface DropZoneProps {
  /** Extensions without a dot. */
  accept: readonly string[];
  /** Bytes. */
  maxSize: number;
  /** The files as chosen; their size and type are judged by whoever takes them. */
  onFiles: (files: ChosenFile[]) => void;
  temporary: boolean;
  onTemporaryChange: (temporary: boolean) => void;
  /** Small, once there are files. */
  compact?: boolean;
  /** Further choices that the next files are taken with. */
  children?: ReactNode;
}

/** Where files or a folder are chosen, and with what. They can be dropped anywhere on the page (`DropAnywhere`). */
export function DropZone({
  accept,
  maxSize,
  onFiles,
  temporary,
  onTemporaryChange,
  compact = false,
  children,
}: DropZoneProps) {
  const t = useTranslations("uploads");
  const single = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  function take(field: HTMLInputElement) {
    // What was chosen early is told twice: by us, and by React once it has taken over.
    if (!field.files?.length) return;
    const files = chosenFiles(field.files);
    field.value = "";
    onFiles(files);
  }
  const field = useEarlyFile(single, take);
  const folderField = useEarlyFile(folder, take);
  return (
    <section
      aria-label={t("dropZone.region")}
      className={cn(
        "flex flex-col items-center gap-x-6 gap-y-3 rounded-lg border border-control border-dashed bg-surface px-4 text-center",
        compact ? "py-3 xl:flex-row xl:text-left" : "py-9",
      )}
    >
      {!compact && <Upload aria-hidden className="size-6 text-ink-3" />}
      <div className="grow">
        <p className="font-medium">{t("dropZone.title")}</p>
        <p className="text-ink-2 text-sm">
          {t("dropZone.limits", {
            types: accept.map((extension) => extension.toUpperCase()).join(", "),
            maxSize: formatBytes(maxSize),
          })}
        </p>
      </div>
      {children}
      <Checkbox
        label={t("dropZone.quickLook")}
        className={cn(compact && "xl:shrink-0")}
        checked={temporary}
        onCheckedChange={(checked) => onTemporaryChange(checked === true)}
      />
      <div className={cn("flex flex-wrap justify-center gap-2", compact && "xl:shrink-0 xl:flex-nowrap")}>
        <Button variant="primary" onClick={() => single.current?.click()}>
          {t("dropZone.chooseFiles")}
        </Button>
        <Button onClick={() => folder.current?.click()}>
          <FolderUp aria-hidden />
          {t("dropZone.chooseFolder")}
        </Button>
      </div>
      <input
        {...field}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t("dropZone.filesField")}
        accept={accept.map((extension) => `.${extension}`).join(",")}
        className="sr-only"
      />
      <input
        {...folderField}
        type="file"
        multiple
        {...FOLDERS}
        tabIndex={-1}
        aria-label={t("dropZone.folderField")}
        className="sr-only"
      />
    </section>
  );
}

/** A field of files, which also takes those that were chosen before the page's scripts ran. */
function useEarlyFile(field: RefObject<HTMLInputElement | null>, take: (field: HTMLInputElement) => void) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => take(event.target);
  return { ref: useTypedEarly({ ref: field, value: "", onChange }), onChange };
}
