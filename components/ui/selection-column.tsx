"use client";
import type { Translator } from "#lib/i18n/messages.ts";
import { Checkbox } from "./checkbox.tsx";
import type { Column } from "./data-table.tsx";

/** Ids of the rows that a person has chosen. */
export interface Selection {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** The first column of a table whose rows can be chosen, with all of them in its header. `about` is null for one that cannot. */
export function selectionColumn<Row>(
  t: Translator<"ui">,
  rows: readonly Row[],
  { chosen, onChange }: Selection,
  about: (row: Row) => { id: string; name: string } | null,
): Column<Row> {
  const ids = rows.flatMap((row) => about(row)?.id ?? []);
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  const set = (changed: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of changed) on ? next.add(id) : next.delete(id);
    onChange(next);
  };
  return {
    id: "selection",
    header: (
      <Checkbox
        label={<span className="sr-only">{t("selectionColumn.chooseAll")}</span>}
        disabled={ids.length === 0}
        checked={all ? true : ids.some((id) => chosen.has(id)) ? "indeterminate" : false}
        onCheckedChange={(on) => set(ids, on === true)}
      />
    ),
    className: "w-8",
    cell: (row) => {
      const choice = about(row);
      if (!choice) return null;
      const { id, name } = choice;
      return (
        <Checkbox
          label={<span className="sr-only">{t("selectionColumn.choose", { name })}</span>}
          checked={chosen.has(id)}
          onCheckedChange={(on) => set([id], on === true)}
        />
      );
    },
  };
}
