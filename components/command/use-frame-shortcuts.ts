"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Surroundings } from "./commands.ts";
import { helpAction, pageCommands, workActions } from "./keyed-commands.ts";
import { register } from "./shortcuts.ts";

/** The shortcuts that hold on every page: those of the commands that have keys. */
export function useFrameShortcuts(around: Surroundings): void {
  const t = useTranslations("shell");
  useEffect(() => {
    const pages = pageCommands(t, around).map((command) => ({ ...command, group: "go" as const }));
    const actions = [...workActions(t, around), helpAction(t, around)].map((command) => ({
      ...command,
      group: "act" as const,
    }));
    const undo = [...pages, ...actions].map(({ keys, label, group, run }) =>
      register({ keys, label, group, run }),
    );
    return () => {
      for (const leave of undo) leave();
    };
  }, [t, around]);
}
