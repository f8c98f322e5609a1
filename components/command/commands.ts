import {
  Building2,
  Calculator,
  FolderPlus,
  Keyboard,
  ListChecks,
  LogOut,
  type LucideIcon,
  Monitor,
  MonitorX,
  Moon,
  Settings,
  Sun,
  Upload,
  UserPlus,
  UserRound,
} from "lucide-react";
import { organisationSections, personalSections, type Section } from "#components/settings/sections.ts";
import type { Theme } from "#components/shell/theme.ts";
import type { Role, ShellActions, ShellOrganisation, ShellTenant } from "#components/shell/types.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { helpAction, type KeyedAction, workActions } from "./keyed-commands.ts";
import type { Findable } from "./matching.ts";

/** Something that the palette does or leads to. */
export interface Command extends Findable {
  id: string;
  icon: LucideIcon;
  /** The shortcut that does the same. */
  keys?: string;
  run: () => void;
}

/** What the frame lends to the commands. */
export interface Surroundings extends ShellActions {
  role: Role;
  tenant: ShellTenant;
  organisations: readonly ShellOrganisation[];
  goTo: (href: string) => void;
  upload: () => void;
  showShortcuts: () => void;
  setTheme: (theme: Theme) => void;
}

/** The organisation's settings and the person's own, those that the role may see. */
export function settingsCommands(t: Translator<"shell">, { role, goTo }: Surroundings): Command[] {
  const commands = (sections: readonly Section[], icon: LucideIcon, words: string): Command[] =>
    sections
      .filter(({ roles }) => roles.includes(role))
      .map(({ href, label }) => ({ id: `section ${href}`, label, words, icon, run: () => goTo(href) }));
  return [
    ...commands(organisationSections(t), Settings, t("palette.settings")),
    ...commands(personalSections(t), UserRound, t("account.yours")),
  ];
}

export function actionCommands(t: Translator<"shell">, around: Surroundings): Command[] {
  return [...workActions(t, around).map((action) => inPalette(t, action)), ...frameCommands(t, around)];
}

/** A command that the frame has for its keys, as the palette shows and finds it. */
function inPalette(t: Translator<"shell">, action: KeyedAction): Command {
  const looks: Record<KeyedAction["id"], { words: string; icon: LucideIcon }> = {
    upload: { words: t("actions.words.upload"), icon: Upload },
    "new-estimate": { words: t("actions.words.newEstimate"), icon: Calculator },
    "new-project": { words: t("actions.words.newProject"), icon: FolderPlus },
    invite: { words: t("actions.words.invite"), icon: UserPlus },
    shortcuts: { words: t("actions.words.shortcuts"), icon: Keyboard },
  };
  return { ...action, ...looks[action.id] };
}

/** What everybody can do to the frame, or leave it by. */
function frameCommands(t: Translator<"shell">, around: Surroundings): Command[] {
  const theme = t("actions.words.theme");
  const signOut = t("actions.words.signOut");
  return [
    {
      id: "theme-light",
      label: t("actions.themeLight"),
      words: theme,
      icon: Sun,
      run: () => around.setTheme("light"),
    },
    {
      id: "theme-dark",
      label: t("actions.themeDark"),
      words: theme,
      icon: Moon,
      run: () => around.setTheme("dark"),
    },
    {
      id: "theme-system",
      label: t("actions.themeSystem"),
      words: theme,
      icon: Monitor,
      run: () => around.setTheme("system"),
    },
    inPalette(t, helpAction(t, around)),
    {
      id: "first-steps",
      label: t("account.firstSteps"),
      words: t("actions.words.firstSteps"),
      icon: ListChecks,
      run: () => around.goTo("/dashboard?first-steps=show"),
    },
    ...around.organisations
      .filter(({ slug }) => slug !== around.tenant.slug)
      .map(({ slug, name }) => ({
        id: `switch-${slug}`,
        label: t("actions.switchTo", { organisation: name }),
        words: t("actions.words.switchTo"),
        icon: Building2,
        run: () => void around.onSwitchOrganisation(slug),
      })),
    {
      id: "sign-out",
      label: t("account.signOut"),
      words: signOut,
      icon: LogOut,
      run: () => void around.onSignOut(),
    },
    {
      id: "sign-out-everywhere",
      label: t("account.signOutEverywhere"),
      words: signOut,
      icon: MonitorX,
      run: () => void around.onSignOutEverywhere(),
    },
  ];
}
