"use client";
import { type ReactNode, useCallback, useRef } from "react";
import { chosenFiles } from "#components/uploads/dropped-files.ts";
import { useUploads } from "#components/uploads/uploads.tsx";

/** Files to upload, chosen from any page, with what that page uploads with. */
export function useUploadPicker(): { choose: () => void; input: ReactNode } {
  const { take } = useUploads();
  const field = useRef<HTMLInputElement>(null);
  const choose = useCallback(() => field.current?.click(), []);
  const input = (
    <input
      ref={field}
      type="file"
      multiple
      hidden
      onChange={({ target }) => {
        const files = chosenFiles(target.files);
        target.value = "";
        take(files);
      }}
    />
  );
  return { choose, input };
}
