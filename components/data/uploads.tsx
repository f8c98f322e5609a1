"use client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { type UploadItem, UploadManager } from "./upload-manager.ts";

const Uploads = createContext<UploadManager | null>(null);

/** Keeps the upload queue while the person moves between pages, and takes up what a reload interrupted. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [manager] = useState(
    () => new UploadManager(() => void queries.invalidateQueries({ queryKey: ["files"] })),
  );
  useEffect(() => {
    void manager.restore();
    const warn = (event: BeforeUnloadEvent) => {
      if (manager.snapshot().some((item) => item.state === "uploading" || item.state === "verifying"))
        event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [manager]);
  return <Uploads.Provider value={manager}>{children}</Uploads.Provider>;
}

/** The queue and what can be done with it. */
export function useUploads(): { items: UploadItem[]; manager: UploadManager } {
  const manager = useContext(Uploads);
  if (!manager) throw new Error("useUploads needs an UploadsProvider above it");
  return { items: useSyncExternalStore(manager.subscribe, manager.snapshot, atTheServer), manager };
}

/** As the server drew it: what a reload interrupted may be taken up before a page that streams in has hydrated. */
const NOTHING: UploadItem[] = [];
const atTheServer = () => NOTHING;
