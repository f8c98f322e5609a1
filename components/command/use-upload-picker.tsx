"use client";
import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useRef } from "react";
import { checkFiles } from "#components/data/check-files.ts";
import { uploadLimits } from "#components/data/queries.ts";
import { toldOf } from "#components/data/told-of.ts";
import { useUploads } from "#components/data/uploads.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Files to upload, chosen from any page; on a project's page they go into it. The list of files shows the queue. */
export function useUploadPicker(): { choose: () => void; input: ReactNode } {
  const t = useTranslations("shell");
  const tData = useTranslations("data");
  const queries = useQueryClient();
  const { manager } = useUploads();
  const toast = useToast();
  const router = useRouter();
  const path = usePathname();
  const field = useRef<HTMLInputElement>(null);
  const choose = useCallback(() => field.current?.click(), []);

  async function take(files: File[]) {
    const project = /^\/projects\/([^/]+)$/.exec(path)?.[1];
    try {
      const { accepted, refused } = checkFiles(tData, files, await queries.fetchQuery(uploadLimits));
      if (refused.length > 0)
        toast({
          tone: "bad",
          title: t("upload.refused", { count: refused.length }),
          description: refused.map(({ name, reason }) => `${name}: ${reason}`).join(" "),
        });
      if (accepted.length === 0) return;
      manager.add(accepted, { projectId: project });
      toast({ title: t("upload.started", { count: accepted.length }) });
      if (!project) router.push("/files");
    } catch (error) {
      toast({
        tone: "bad",
        title: t("upload.refused", { count: files.length }),
        ...toldOf(error),
      });
    }
  }

  const input = (
    <input
      ref={field}
      type="file"
      multiple
      hidden
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        event.target.value = "";
        if (files.length > 0) void take(files);
      }}
    />
  );
  return { choose, input };
}
