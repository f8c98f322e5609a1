"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { useCatalogue } from "#components/data/queries.ts";
import { unitSymbol } from "#components/format/numbers.ts";
import type { SuggestedMaterialsAnswer } from "#components/takeoff/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox, type ComboboxOption } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SaidMaterial } from "./chosen.ts";

const MOST = 20;

/** One material of the catalogue or of the model, or several with their shares. */
export function MaterialRows({
  fileId,
  rows,
  onChange,
  count,
}: {
  fileId: string;
  rows: readonly SaidMaterial[];
  onChange: (rows: SaidMaterial[]) => void;
  count: number;
}) {
  const t = useTranslations("corrections");
  const options = useOptions(fileId);
  const labels = new Map(options.map(({ value, label }) => [value, label]));
  const change = (key: number, part: Partial<SaidMaterial>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-2 text-ink-2 text-sm">{t("materialHint", { count })}</legend>
      {rows.map((row, at) => {
        const number = at + 1;
        const label = labels.get(row.value);
        return (
          <div key={row.key} className="flex flex-wrap items-end gap-2">
            <Combobox
              label={t("searchMaterial")}
              options={options}
              onSelect={(value) => change(row.key, { value })}
              trigger={
                <Button
                  aria-label={label ? `${t("material", { number })}: ${label}` : t("chooseMaterial")}
                  className="min-w-0 grow justify-between"
                >
                  <span className="truncate">{label ?? t("chooseMaterial")}</span>
                  <ChevronDown aria-hidden />
                </Button>
              }
            />
            {rows.length > 1 && (
              <>
                <Field label={t("share", { number })} className="w-40">
                  {(control) => (
                    <Input
                      {...control}
                      inputMode="decimal"
                      value={row.share}
                      onChange={({ target }) => change(row.key, { share: target.value.replace(",", ".") })}
                    />
                  )}
                </Field>
                <Button
                  icon
                  variant="ghost"
                  aria-label={t("removeMaterial", { number })}
                  onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </>
            )}
          </div>
        );
      })}
      {rows.length < MOST && (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          onClick={() =>
            onChange([...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, value: "", share: "" }])
          }
        >
          <Plus aria-hidden />
          {t("addMaterial")}
        </Button>
      )}
    </fieldset>
  );
}

/** The catalogue's entries, and what the model itself names. */
function useOptions(fileId: string): ComboboxOption[] {
  const t = useTranslations("corrections");
  const catalogue = useCatalogue().data?.items ?? [];
  const materials = useQuery({
    queryKey: ["file-materials", fileId, "names"],
    queryFn: () => api<SuggestedMaterialsAnswer>(`/api/files/${fileId}/materials`),
  }).data?.materials;
  return [
    ...catalogue.map(({ id, name, unit }) => ({
      value: `entry:${id}`,
      label: name,
      detail: t("entry", { unit: unitSymbol(unit) }),
    })),
    ...(materials ?? []).map(({ name }) => ({ value: `name:${name}`, label: name, detail: t("inModel") })),
  ];
}
