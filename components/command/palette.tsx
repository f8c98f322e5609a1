"use client";
import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { useMemo, useRef, useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { cn } from "#components/ui/cn.ts";
import { overlay } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { TraceId } from "#components/ui/states.tsx";
import { useReturnFocus } from "#components/ui/use-return-focus.ts";
import { actionCommands, type Surroundings, settingsCommands } from "./commands.ts";
import { Keys } from "./kbd-keys.tsx";
import { pageCommands } from "./keyed-commands.ts";
import { matching } from "./matching.ts";
import { type Entry, entriesOf, listSection, type Section, visitSections } from "./palette-entries.ts";
import { useVisits } from "./recent.ts";
import { useQuickSearch } from "./use-quick-search.ts";

/** Finds a thing by its name and does what is asked: what was opened lately, what the server knows, pages and actions. */
export default function Palette({
  around,
  email,
  onClose,
}: {
  around: Surroundings;
  email: string;
  onClose: () => void;
}) {
  const t = useTranslations("shell");
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLDivElement>(null);
  // What comes first is chosen, also when an answer brings it later, until the person has moved on by themselves.
  const [chosen, setChosen] = useState<string | null>(null);
  const isMoving = useRef(false);
  const returnFocus = useReturnFocus();
  const visits = useVisits(email);
  const search = useQuickSearch(typed);
  const own = useMemo(
    () => ({
      pages: pageCommands(t, around),
      settings: settingsCommands(t, around),
      actions: actionCommands(t, around),
    }),
    [t, around],
  );
  const query = typed.trim();
  const found: Section[] = [
    ...visitSections(t, visits, search.hits, query, around),
    { title: t("palette.pages"), entries: entriesOf(matching(own.pages, query)) },
    // Only when asked for: there are many.
    { title: t("palette.settings"), entries: query ? entriesOf(matching(own.settings, query)) : [] },
    { title: t("palette.actions"), entries: entriesOf(matching(own.actions, query)) },
    listSection(t, query, around),
  ].filter(({ entries }) => entries.length > 0);
  const count = found.reduce((sum, { entries }) => sum + entries.filter(({ isHit }) => isHit).length, 0);
  const first = found[0]?.entries[0]?.id ?? "";
  const isThere = found.some(({ entries }) => entries.some(({ id }) => id === chosen));
  const close = (then?: () => void) => {
    onClose();
    then?.();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlay} />
        <Dialog.Content
          aria-describedby={undefined}
          {...returnFocus}
          className="fixed inset-x-0 top-0 z-50 flex max-h-dvh animate-in flex-col overflow-clip border border-line bg-surface shadow-lg sm:top-[12vh] sm:right-auto sm:left-1/2 sm:max-h-[min(32rem,76vh)] sm:w-[min(40rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:rounded-xl"
        >
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Cmdk
            shouldFilter={false}
            vimBindings={false}
            loop
            label={t("palette.title")}
            value={chosen !== null && isThere ? chosen : first}
            onValueChange={(next) => {
              if (isMoving.current) setChosen(next);
            }}
            onKeyDownCapture={(event) => {
              isMoving.current = MOVES.has(event.key);
            }}
            onPointerMoveCapture={() => {
              isMoving.current = true;
            }}
            className="contents"
          >
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4.5 shrink-0 text-ink-3" />
              <Cmdk.Input
                value={typed}
                onValueChange={(next) => {
                  setTyped(next);
                  setChosen(null);
                  isMoving.current = false;
                  list.current?.scrollTo({ top: 0 });
                }}
                maxLength={100}
                placeholder={t("palette.placeholder")}
                className="h-12 min-w-0 grow text-ellipsis bg-transparent text-lg outline-none placeholder:text-ink-3"
              />
              <button
                type="button"
                onClick={() => onClose()}
                className="rounded-sm touch:min-h-11 touch:min-w-11"
              >
                <Kbd>Esc</Kbd>
                <span className="sr-only">{t("palette.close")}</span>
              </button>
            </div>
            <p role="status" className="sr-only">
              {query === "" ? "" : search.isBehind ? t("palette.searching") : t("palette.found", { count })}
            </p>
            <Cmdk.List
              ref={list}
              label={t("palette.title")}
              className={cn(
                "min-h-0 grow scroll-py-2 overflow-y-auto overscroll-contain p-2 transition-opacity",
                search.isBehind && search.hits && "opacity-80",
              )}
            >
              {found.map(({ title, entries }) => (
                <Cmdk.Group key={title} heading={title} className={GROUP}>
                  {entries.map((entry) => (
                    <Item key={entry.id} entry={entry} onSelect={() => close(entry.run)} />
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
            {search.error && (
              <div role="alert" className="border-line border-t px-4 py-2 text-bad text-sm">
                {t("palette.failed", { reason: search.error.message })}
                {faultTrace(search.error) && <TraceId id={faultTrace(search.error) ?? ""} start />}
              </div>
            )}
            {query !== "" && count === 0 && !search.isBehind && !search.error && (
              <p className="border-line border-t px-4 py-2 text-ink-2 text-sm">
                {t("palette.nothing", { query })}
              </p>
            )}
            <Legend />
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const MOVES: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

const GROUP =
  "mb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs";

function Item({ entry, onSelect }: { entry: Entry; onSelect: () => void }) {
  const t = useTranslations("shell");
  const { id, label, icon: Icon, note, keys } = entry;
  return (
    <Cmdk.Item
      value={id}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1.5 aria-selected:bg-hover aria-selected:shadow-[inset_2px_0_0_var(--brand-text)] touch:min-h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">{label}</span>
      {note && <span className="ml-auto max-w-[45%] shrink-0 truncate text-ink-3 text-sm">{note}</span>}
      {keys && (
        <span aria-hidden className="ml-auto max-sm:hidden">
          <Keys keys={keys} then={t("shortcuts.then")} />
        </span>
      )}
    </Cmdk.Item>
  );
}

function Legend() {
  const t = useTranslations("shell");
  return (
    <div
      aria-hidden
      className="flex shrink-0 gap-4 border-line border-t bg-subtle px-4 py-2 text-ink-3 text-xs max-sm:hidden"
    >
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("palette.move")}
      </span>
      <span>
        <Kbd>↵</Kbd> {t("palette.choose")}
      </span>
    </div>
  );
}
