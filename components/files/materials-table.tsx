"use client";
import { ChevronDown, Palette, PenLine } from "lucide-react";
import { useState } from "react";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Combobox, type ComboboxOption } from "#components/ui/combobox.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { CatalogueOption, EntrySuggestion, MaterialRow } from "./types.ts";

/** Assigns a name of the file to an entry of the catalogue; answers a sentence when it was refused. */
export type AssignMaterial = (name: string, catalogueId: string) => Promise<string | undefined>;

/** The entries that a name most likely means, the likeliest first. */
export type SuggestEntries = (name: string) => Promise<readonly EntrySuggestion[]>;

export interface MaterialsTableProps {
  materials: readonly MaterialRow[];
  catalogue: readonly CatalogueOption[];
  /** Left out where the role may not. */
  onAssign?: AssignMaterial;
  /** Asked when a person is about to assign a name; what it answers stands first. */
  suggest?: SuggestEntries;
}

/** What the file's materials were taken for, by which rule and how surely; unknown ones first, to be assigned in place. */
export function MaterialsTable({ materials, catalogue, onAssign, suggest }: MaterialsTableProps) {
  const units = useUnits();
  const [pending, setPending] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const options: ComboboxOption[] = catalogue.map((entry) => ({
    value: entry.id,
    label: entry.name,
    detail: `${entry.own ? "Your entry, priced" : "Priced"} by ${entry.unit}`,
  }));
  const unknown = materials.filter((material) => !material.catalogue_id).length;

  async function assign(name: string, catalogueId: string) {
    if (!onAssign) return;
    setPending(name);
    setRefused(null);
    setRefused(
      (await onAssign(name, catalogueId).catch(
        () => "This could not be saved. Check your connection and try again.",
      )) ?? null,
    );
    setPending(null);
  }

  return (
    <div className="grid gap-3">
      {unknown > 0 && (
        <Callout
          tone="warn"
          title={`${unknown} unknown ${unknown === 1 ? "material" : "materials"}`}
          className="mx-4 first:mt-4"
        >
          {onAssign
            ? "An unknown material has no price and no carbon. Assign each once: it is remembered for your organisation, and the totals are calculated again."
            : "An unknown material has no price and no carbon. An editor can assign them."}
        </Callout>
      )}
      {refused && <Callout tone="bad" announce title={refused} className="mx-4" />}
      <DataTable
        caption="Materials"
        rows={[...materials].sort(
          (a, b) => Number(a.catalogue_id !== null) - Number(b.catalogue_id !== null),
        )}
        rowKey={(material) => material.name}
        empty={
          <EmptyState icon={Palette} title="No materials">
            The file states no materials, so its elements cannot be priced by material. Export it with
            materials and upload it again.
          </EmptyState>
        }
        columns={[
          {
            id: "name",
            header: "Name in the file",
            rowHeader: true,
            className: "min-w-44",
            sortBy: (material) => material.name,
            cell: (material) => <span className="break-words font-medium">{material.name}</span>,
          },
          {
            id: "entry",
            header: "Catalogue entry",
            className: "min-w-56",
            cell: (material) => (
              <Entry
                material={material}
                options={options}
                pending={pending === material.name}
                disabled={pending !== null}
                onAssign={onAssign ? (id) => assign(material.name, id) : undefined}
                suggest={suggest}
              />
            ),
          },
          {
            id: "confidence",
            header: "Confidence",
            sortBy: (material) => material.confidence,
            cell: (material) => <Confidence material={material} />,
          },
          {
            id: "rule",
            header: "Decided by",
            className: "min-w-40 text-ink-2 text-sm",
            cell: (material) => material.rule,
          },
          {
            id: "volume",
            header: "Volume",
            numeric: true,
            sortBy: (material) => material.volume_m3,
            cell: (material) => units.volume(material.volume_m3),
          },
          {
            id: "mass",
            header: "Mass",
            numeric: true,
            sortBy: (material) => material.mass_kg,
            cell: (material) => units.mass(material.mass_kg),
          },
        ]}
      />
    </div>
  );
}

interface EntryProps {
  material: MaterialRow;
  options: readonly ComboboxOption[];
  pending: boolean;
  disabled: boolean;
  onAssign: ((catalogueId: string) => void) | undefined;
  suggest: SuggestEntries | undefined;
}

function Entry({ material, options, pending, disabled, onAssign, suggest }: EntryProps) {
  const [suggested, setSuggested] = useState<readonly EntrySuggestion[]>([]);
  const known = material.catalogue_name ?? material.catalogue_id;
  if (!onAssign) return known ?? <span className="text-warn">Unknown</span>;
  const trigger = known ? (
    <Button
      size="sm"
      variant="ghost"
      loading={pending}
      disabled={disabled}
      aria-label={`${known}: assign ${material.name} to another entry`}
      className="-ml-2.5 h-auto min-h-7 max-w-full whitespace-normal py-0.5 text-left text-base text-ink"
    >
      {known}
      <PenLine aria-hidden className="size-3.5! text-ink-3" />
    </Button>
  ) : (
    <Button size="sm" loading={pending} disabled={disabled} aria-label={`Assign material ${material.name}`}>
      Assign material
      <ChevronDown aria-hidden />
    </Button>
  );
  return (
    <Combobox
      label="Search the catalogue"
      trigger={trigger}
      options={likeliestFirst(options, suggested)}
      onSelect={onAssign}
      // Without suggestions the whole catalogue is there all the same.
      onOpen={suggest && (() => void suggest(material.name).then(setSuggested, () => setSuggested([])))}
    />
  );
}

function likeliestFirst(
  options: readonly ComboboxOption[],
  suggested: readonly EntrySuggestion[],
): readonly ComboboxOption[] {
  const scores = new Map(suggested.map(({ id, score }) => [id, score]));
  const likely = options.flatMap((option) => {
    const score = scores.get(option.value);
    return score === undefined
      ? []
      : [{ ...option, score, detail: `Suggested, ${formatPercent(score)} match. ${option.detail ?? ""}` }];
  });
  likely.sort((a, b) => b.score - a.score);
  return [...likely, ...options.filter(({ value }) => !scores.has(value))];
}

function Confidence({ material }: { material: MaterialRow }) {
  if (!material.catalogue_id) return <Badge tone="warn">Unknown</Badge>;
  return (
    <Badge tone={material.confidence >= 0.8 ? "ok" : material.confidence >= 0.5 ? "neutral" : "warn"}>
      {formatPercent(material.confidence)}
    </Badge>
  );
}
