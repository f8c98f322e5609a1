"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, faultTrace } from "#components/data/api.ts";
import { refreshProjects } from "#components/data/queries.ts";
import type { Role } from "#components/shell/types.ts";
import { Switch } from "#components/ui/checkbox.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { refreshArchive } from "./queries.ts";

interface Kept {
  keep_hot: boolean;
  legal_hold: boolean;
}

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
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState<Partial<Kept> | null>(null);
  const shown = { ...kept, ...pending };
  const what = of === "file" ? "It" : "Its files";
  async function set(change: Partial<Kept>, said: string) {
    setPending(change);
    try {
      await api(path, { method: "PATCH", body: change });
      await Promise.all([refreshArchive(queries), refreshProjects(queries)]);
      toast({ tone: "ok", title: said });
    } catch (error) {
      const description = error instanceof ApiError ? error.message : "Try again in a moment.";
      toast({ tone: "bad", title: "That was not changed", description, traceId: faultTrace(error) });
    } finally {
      setPending(null);
    }
  }
  return (
    <div className="grid gap-3">
      <Switch
        label="Keep in hot storage"
        hint={`${what} ${of === "file" ? "stays" : "stay"} hot whatever the rules say. Archiving by hand still works.`}
        disabled={role === "viewer" || pending !== null}
        checked={shown.keep_hot}
        onCheckedChange={(keep_hot) =>
          void set(
            { keep_hot },
            keep_hot ? `${what} ${of === "file" ? "is" : "are"} kept hot` : "The rules hold again",
          )
        }
      />
      <Switch
        label="Legal hold"
        hint={`${what} ${of === "file" ? "is" : "are"} neither deleted nor archived by anybody until an admin lifts the hold.`}
        disabled={role !== "admin" || pending !== null}
        checked={shown.legal_hold}
        onCheckedChange={(legal_hold) =>
          void set({ legal_hold }, legal_hold ? "Legal hold is on" : "Legal hold is lifted")
        }
      />
    </div>
  );
}
