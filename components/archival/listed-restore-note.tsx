"use client";
import type { StorageTier } from "#components/files/types.ts";
import { useListedRestores } from "./queries.ts";
import { RestoreNote } from "./restore-note.tsx";

/** RestoreNote of a file in a list, by what is asked once for all of its files that are out of the archive. */
export function ListedRestoreNote({
  fileId,
  tier,
  onLoan,
}: {
  fileId: string;
  tier: StorageTier;
  /** Ids of the list's files that are out of the archive or on their way. */
  onLoan: readonly string[];
}) {
  const restores = useListedRestores(onLoan);
  return <RestoreNote restore={restores.get(fileId) ?? null} tier={tier} />;
}
