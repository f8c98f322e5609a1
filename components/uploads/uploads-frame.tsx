"use client";
import { onDemand } from "#components/ui/on-demand.ts";
import { DropAnywhere } from "./drop-anywhere.tsx";
import { useUploadState, useUploadsNow } from "./uploads.tsx";

const dock = onDemand(() => import("./upload-dock.tsx").then((module) => module.default));

/** What of uploads stands on every page of somebody who may upload: where files are dropped, and the queue. */
export function UploadsFrame() {
  const { refusals } = useUploadState();
  const { items } = useUploadsNow();
  const UploadDock = dock.usePart(items.length > 0 || refusals !== null);
  return (
    <>
      <DropAnywhere />
      {UploadDock && <UploadDock />}
    </>
  );
}
