"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Switch } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Keys, usePaletteKeys } from "./kbd-keys.tsx";
import { type Shortcut, type ShortcutGroup, shortcuts } from "./shortcuts.ts";
import { useShortcutsSwitch } from "./shortcuts-switch.ts";

/** Side by side; the longest group has a column of its own. */
const COLUMNS: readonly (readonly ShortcutGroup[])[] = [["page", "act"], ["go"]];

/** What the keyboard does on this page, and the switch that stops it. */
export default function HelpSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("shell");
  const all = useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot, shortcuts.snapshot);
  const [on, setOn] = useShortcutsSwitch();
  const paletteKeys = usePaletteKeys();
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={t("shortcuts.title")}
      description={t("shortcuts.description")}
    >
      <div className="grid gap-5">
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {COLUMNS.map((groups) => (
            <div key={groups.join()} className="grid content-start gap-5">
              {groups.map((group) => (
                <Group
                  key={group}
                  title={t(`shortcuts.${group}`)}
                  rows={all.filter((shortcut) => shortcut.group === group)}
                  off={!on}
                >
                  {group === "act" && (
                    <Row label={t("shortcuts.palette")}>
                      <Kbd>{paletteKeys}</Kbd>
                    </Row>
                  )}
                </Group>
              ))}
            </div>
          ))}
        </div>
        {!on && <p className="text-ink-2">{t("shortcuts.off")}</p>}
        <div className="border-line border-t pt-4">
          <Switch
            label={t("shortcuts.switch")}
            hint={t("shortcuts.switchHint", { keys: paletteKeys })}
            checked={on}
            onCheckedChange={setOn}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Group({
  title,
  rows,
  off,
  children,
}: {
  title: string;
  rows: readonly Shortcut[];
  off: boolean;
  children: React.ReactNode;
}) {
  const t = useTranslations("shell");
  const shown = off
    ? []
    : rows.filter(({ keys }, at) => rows.findLastIndex((row) => row.keys === keys) === at);
  if (shown.length === 0 && !children) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-3 text-xs">{title}</h3>
      <ul>
        {children}
        {shown.map(({ keys, label }) => (
          <Row key={keys} label={label}>
            <Keys keys={keys} then={t("shortcuts.then")} />
          </Row>
        ))}
      </ul>
    </section>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <li className="flex min-h-8 items-center justify-between gap-4">
      <span className="min-w-0">{label}</span>
      {children}
    </li>
  );
}
