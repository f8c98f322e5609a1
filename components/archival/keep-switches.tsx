"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { patchRows, useOptimistic } from "#components/data/optimistic.ts";
import { toldOf } from "#components/data/told-of.ts";
import type { Role } from "#components/shell/types.ts";
import { Switch } from "#components/ui/checkbox.tsx";
import { useToast } from "#components/ui/toast.tsx";

interface Kept {
  keep_hot: boolean;
  legal_hold: boolean;
}

/** Where something stands that changes with it: the things themselves, what is archived, and sums. */
const TOUCHED = [["files"], ["projects"], ["archival"], ["usage"], ["dashboard"]];

/** Keeps a file, or a project's files, where they are; each switch acts at once. `path` is the route that changes it. */
export function KeepSwitches({
  path,
  of,
  role,
  kept,
}: {
  path: string;
  of: "file" | "project";
  role: Role;
  kept: Kept;
}) {
  const t = useTranslations("archival");
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const id = path.split("/").at(-1);
  const change = useOptimistic({
    keys: TOUCHED,
    show: (queries, input: Partial<Kept>) =>
      patchRows(queries, of === "file" ? ["files"] : ["projects"], (row) =>
        row[of === "file" ? "file_id" : "id"] === id ? { ...row, ...input } : row,
      ),
    send: (body: Partial<Kept>) => api(path, { method: "PATCH", body }),
  });
  async function set(next: Partial<Kept>, said: string, before?: Partial<Kept>) {
    setPending(true);
    try {
      await change(next);
      toast({ tone: "ok", title: said, ...(before ? { undo: () => change(before) } : {}) });
    } catch (error) {
      toast({ tone: "bad", title: t("keepSwitches.thatWasNotChanged"), ...toldOf(error) });
    } finally {
      setPending(false);
    }
  }
  return (
    <div className="grid gap-3">
      <Switch
        label={t("keepSwitches.keepInHotStorage")}
        hint={t(`keepSwitches.${of}.hotHint`)}
        disabled={role === "viewer" || pending}
        checked={kept.keep_hot}
        onCheckedChange={(keep_hot) =>
          void set(
            { keep_hot },
            keep_hot ? t(`keepSwitches.${of}.isKeptHot`) : t("keepSwitches.theRulesHoldAgain"),
            { keep_hot: !keep_hot },
          )
        }
      />
      <Switch
        label={t("keepSwitches.legalHold")}
        hint={t(`keepSwitches.${of}.holdHint`)}
        disabled={role !== "admin" || pending}
        checked={kept.legal_hold}
        // No undo by a single key: a hold is set and lifted on purpose.
        onCheckedChange={(legal_hold) =>
          void set(
            { legal_hold },
            legal_hold ? t("keepSwitches.legalHoldIsOn") : t("keepSwitches.legalHoldIsLifted"),
          )
        }
      />
    </div>
  );
}
