"use client";
import dynamic from "next/dynamic";
import { DropAnywhere } from "./drop-anywhere.tsx";
import { useUploads, useUploadsNow } from "./uploads.tsx";

// Whoever uploads nothing loads nothing of it.
const UploadDock = dynamic(() => import("./upload-dock.tsx"), { ssr: false });

/** What of uploads stands on every page of somebody who may upload: where files are dropped, and the queue. */
export function UploadsFrame() {
  const { refusals } = useUploads();
  const { items } = useUploadsNow();
  return (
    <>
      <DropAnywhere />
      {(items.length > 0 || refusals !== null) && <UploadDock />}
    </>
  );
}
