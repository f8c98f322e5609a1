import { Bell, type LucideIcon } from "lucide-react";
import { navigationFor } from "#components/shell/navigation.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { Surroundings } from "./commands.ts";

/** A command that has a shortcut. Every page has these for its keys; the palette (commands.ts) adds the others. */
export interface KeyedCommand {
  id: string;
  label: string;
  /** As shortcuts name them: "g f". */
  keys: string;
  run: () => void;
}

/** The sidebar's pages, and the notifications, which the bell leads to. */
export function pageCommands(
  t: Translator<"shell">,
  { role, goTo }: Pick<Surroundings, "role" | "goTo">,
): (KeyedCommand & { icon: LucideIcon })[] {
  const pages = navigationFor(role).flatMap(({ items }) =>
    items.map(({ href, name, icon, keys }) => ({ href, label: t(`navigation.${name}`), icon, keys })),
  );
  const notices = { href: "/notifications", label: t("pages.notifications"), icon: Bell, keys: "g n" };
  return [...pages, notices].map(({ href, ...page }) => ({ ...page, id: href, run: () => goTo(href) }));
}

export type KeyedAction = KeyedCommand & {
  id: "upload" | "new-estimate" | "new-project" | "invite" | "shortcuts";
};

/** What the role may begin. */
export function workActions(
  t: Translator<"shell">,
  { role, goTo, upload }: Pick<Surroundings, "role" | "goTo" | "upload">,
): KeyedAction[] {
  const edits: KeyedAction[] = [
    { id: "upload", label: t("actions.upload"), keys: "u", run: upload },
    {
      id: "new-estimate",
      label: t("actions.newEstimate"),
      keys: "c e",
      run: () => goTo("/estimates/new"),
    },
    {
      id: "new-project",
      label: t("actions.newProject"),
      keys: "c p",
      run: () => goTo("/projects?new=1"),
    },
  ];
  const administers: KeyedAction[] = [
    {
      id: "invite",
      label: t("actions.invite"),
      keys: "c m",
      run: () => goTo("/settings/members?invite=1"),
    },
  ];
  return [...(role === "viewer" ? [] : edits), ...(role === "admin" ? administers : [])];
}

export function helpAction(
  t: Translator<"shell">,
  { showShortcuts }: Pick<Surroundings, "showShortcuts">,
): KeyedAction {
  return { id: "shortcuts", label: t("actions.shortcuts"), keys: "?", run: showShortcuts };
}
