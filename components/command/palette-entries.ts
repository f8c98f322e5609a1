import {
  Calculator,
  FileBox,
  FolderKanban,
  History,
  type LucideIcon,
  ReceiptText,
  Search,
} from "lucide-react";
import type { Translator } from "#lib/i18n/messages.ts";
import type { Command, Surroundings } from "./commands.ts";
import { matching } from "./matching.ts";
import { kindOf, VISIT_KINDS, type Visit, type VisitKind } from "./recent.ts";
import type { QuickHitsAnswer } from "./use-quick-search.ts";

/** A line of the palette. */
export interface Entry extends Command {
  /** What tells it from others of the same name. */
  note?: string | null;
  /** It leads to what was looked for, not to a place to look for it. */
  isHit: boolean;
}

export interface Section {
  title: string;
  entries: Entry[];
}

/** Of what was opened lately, so many at first and beside what is found. */
const RECENT_FIRST = 6;
const RECENT_BESIDE = 3;

const ICONS: Record<VisitKind, LucideIcon> = {
  files: FileBox,
  estimates: Calculator,
  projects: FolderKanban,
  invoices: ReceiptText,
};

/** Lists that show all of what carries the words, where the palette shows a few. */
const SEARCHED_LISTS = ["files", "estimates", "projects"] as const;

export const entriesOf = (commands: readonly Command[]): Entry[] =>
  commands.map((command) => ({ ...command, isHit: true }));

/** Things of the organisation: those opened lately, and those that carry the words. */
export function visitSections(
  t: Translator<"shell">,
  visits: readonly Visit[],
  hits: QuickHitsAnswer | undefined,
  query: string,
  { goTo }: Pick<Surroundings, "goTo">,
): Section[] {
  const recent = matching(
    visits.map((visit) => ({ ...visit, label: visit.name })),
    query,
  ).slice(0, query === "" ? RECENT_FIRST : RECENT_BESIDE);
  const shown = new Set(recent.map(({ href }) => href));
  const entry = (href: string, label: string, icon: LucideIcon, note: string | null): Entry => ({
    id: href,
    label,
    icon,
    note,
    isHit: true,
    run: () => goTo(href),
  });
  const found = VISIT_KINDS.map((kind) => ({
    title: t(`palette.${kind}`),
    entries: (hits?.[kind] ?? [])
      .map(({ id, name, context }) => entry(`/${kind}/${id}`, name, ICONS[kind], context))
      .filter(({ id }) => !shown.has(id)),
  }));
  return [
    {
      title: t("palette.recent"),
      entries: recent.map(({ href, name }) => {
        const kind = kindOf(href);
        return entry(href, name, kind ? ICONS[kind] : History, kind ? t(`palette.${kind}`) : null);
      }),
    },
    ...found,
  ];
}

/** Where every name is searched. Comes last: whoever presses Enter means what is named so. */
export function listSection(
  t: Translator<"shell">,
  query: string,
  { goTo }: Pick<Surroundings, "goTo">,
): Section {
  return {
    title: t("palette.lists"),
    entries: (query === "" ? [] : SEARCHED_LISTS).map((kind) => {
      const href = `/${kind}?${new URLSearchParams({ q: query })}`;
      return {
        id: href,
        label: t("palette.all", { query, kind }),
        icon: Search,
        isHit: false,
        run: () => goTo(href),
      };
    }),
  };
}
