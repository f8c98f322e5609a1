"use client";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { useUploadLimits } from "#components/data/upload-limits.ts";
import { ProjectPicker } from "#components/projects/project-picker.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { DropZone } from "#components/uploads/drop-zone.tsx";
import { useUploads, useUploadTarget } from "#components/uploads/uploads.tsx";

/** Where files and folders are chosen, and with what they are uploaded: into the given project, or one that is chosen. */
export function Uploads({ compact, project: given }: { compact: boolean; project?: string }) {
  const limits = useUploadLimits();
  const { take } = useUploads();
  const [chosen, setProject] = useState("");
  const [temporary, setTemporary] = useState(false);
  useUploadTarget({ projectId: (given ?? chosen) || undefined, temporary });
  return (
    <QueryView
      query={limits}
      loading={<Skeleton className={compact ? "h-20 rounded-lg" : "h-48 rounded-lg"} />}
    >
      {({ types, maxSize }) => (
        <DropZone
          accept={types}
          maxSize={maxSize}
          compact={compact}
          onFiles={take}
          temporary={temporary}
          onTemporaryChange={setTemporary}
        >
          {given === undefined && <ProjectPicker value={chosen} onChange={setProject} />}
        </DropZone>
      )}
    </QueryView>
  );
}
