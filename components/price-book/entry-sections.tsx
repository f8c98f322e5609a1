"use client";
import type { PriceBookEntry } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FieldFault, NumberField, Section, SourceField } from "./entry-fields.tsx";

type Unit = PriceBookEntry["unit"];

interface SectionProps {
  /** What stands so far; undefined: a new entry. */
  entry: PriceBookEntry | undefined;
  unit: Unit;
  currency: string;
  fault: FieldFault;
}

/** Values of one's own, each part by itself: what is not ticked stays built in. */
export function EntrySections(props: SectionProps) {
  return (
    <>
      <PriceSection {...props} />
      <FactorSection {...props} />
      <MassSection {...props} />
      <WasteSection {...props} />
    </>
  );
}

function PriceSection({ entry, unit, currency, fault }: SectionProps) {
  const price = entry?.price ?? null;
  const number = (name: keyof typeof PRICE_START, label: string, hint?: string) => (
    <NumberField
      name={`price.${name}`}
      label={label}
      hint={hint}
      value={price?.[name] ?? PRICE_START[name]}
      fault={fault}
    />
  );
  return (
    <Section
      part="price"
      label="A price of your own"
      own={entry ? Boolean(price?.own) : true}
      otherwise={
        price
          ? `Built in: material ${formatMoney({ amount: price.material_price, currency }, { precision: "minor" })}/${unitSymbol(unit)}${price.placeholder ? ", an unverified placeholder" : ""}.`
          : "Without one it is listed as unpriced."
      }
    >
      {number("material_price", `Material price, ${currency}/${unitSymbol(unit)}`)}
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-5">
        {number("labour_hours", "Labour hours")}
        {number("equipment_hours", "Equipment hours")}
        {number("waste_allowance", "Waste, a share", "0.05 for 5 %")}
        {number("low_factor", "Low = likely ×", "At most 1")}
        {number("high_factor", "High = likely ×", "At least 1")}
      </div>
      <SourceField name="price.source" label="Where the price comes from" of={price} fault={fault} />
      <Checkbox
        name="price.placeholder"
        label="Placeholder price: not verified"
        defaultChecked={Boolean(price?.own && price.placeholder)}
      />
    </Section>
  );
}

const PRICE_START = {
  material_price: "",
  labour_hours: "0",
  equipment_hours: "0",
  waste_allowance: "0",
  low_factor: "1",
  high_factor: "1",
};

const QUALITIES = [
  { value: "A", label: "A: product EPD" },
  { value: "B", label: "B: average" },
  { value: "C", label: "C: proxy" },
];

function FactorSection({ entry, fault }: SectionProps) {
  const factor = entry?.factor ?? null;
  return (
    <Section
      part="factor"
      label="A carbon factor of your own"
      own={Boolean(factor?.own)}
      otherwise={
        factor
          ? `Built in: ${formatFigure(Number(factor.a1_a3_kg_per_kg))} kgCO₂e/kg${factor.proxy ? ", a proxy" : ""}.`
          : "Without one its carbon is listed as missing."
      }
    >
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <NumberField
          name="factor.a1_a3_kg_per_kg"
          label="Modules A1–A3, kgCO₂e/kg"
          hint="Without transport (A4) and site (A5): these are counted apart."
          value={factor?.a1_a3_kg_per_kg ?? ""}
          fault={fault}
        />
        <Field label="Quality" error={fault("factor.quality")}>
          {(control) => (
            <Select
              {...control}
              name="factor.quality"
              options={QUALITIES}
              defaultValue={factor?.quality ?? "A"}
            />
          )}
        </Field>
      </div>
      <NumberField
        optional
        name="factor.biogenic_kg_per_kg"
        label="Biogenic carbon stored, kgCO₂/kg"
        hint={`Positive, told apart from A1–A3: what an EPD states as −1.64 is 1.64 here. ${withoutStored(factor)}`}
        value={(factor?.biogenic_own ? factor.biogenic_kg_per_kg : null) ?? ""}
        fault={fault}
      />
      <SourceField name="factor.source" label="Where the factor comes from" of={factor} fault={fault} />
    </Section>
  );
}

function withoutStored(factor: PriceBookEntry["factor"]): string {
  if (factor?.biogenic_own) return "Left empty, the built-in value stands, if there is one.";
  return factor?.biogenic_kg_per_kg
    ? `Left empty, ${formatFigure(Number(factor.biogenic_kg_per_kg))} stands, built in.`
    : "Left empty, none is counted.";
}

function MassSection({ entry, unit, fault }: SectionProps) {
  const mass = entry?.mass ?? null;
  const number = (name: "density_kg_m3" | "thickness_m" | "mass_per_unit_kg", label: string) => (
    <NumberField
      optional
      name={`mass.${name}`}
      label={label}
      value={(mass?.own || unit !== "m2" || name !== "mass_per_unit_kg" ? mass?.[name] : null) ?? ""}
      fault={fault}
    />
  );
  const known = [
    mass?.density_kg_m3 && `${formatFigure(Number(mass.density_kg_m3))} kg/m³`,
    mass?.thickness_m && `${formatFigure(Number(mass.thickness_m))} m thick`,
    mass?.mass_per_unit_kg && `${formatFigure(Number(mass.mass_per_unit_kg))} kg/${unitSymbol(unit)}`,
  ].filter(Boolean);
  return (
    <Section
      part="mass"
      label="Density or mass of your own"
      own={Boolean(mass?.own)}
      otherwise={
        known.length > 0
          ? `Built in: ${known.join(", ")}.`
          : "Without one its mass is unknown, and its carbon with it."
      }
      error={fault("mass")}
    >
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
        {number("density_kg_m3", "Density, kg/m³")}
        {number("thickness_m", "Thickness, m")}
        {unit !== "m3" && number("mass_per_unit_kg", `Mass, kg/${unitSymbol(unit)}`)}
      </div>
      <SourceField name="mass.source" label="Where the mass comes from" of={mass} fault={fault} />
    </Section>
  );
}

function WasteSection({ entry, fault }: SectionProps) {
  const waste = entry?.site_waste ?? null;
  return (
    <Section
      part="site_waste"
      label="Site waste (A5) of your own"
      own={Boolean(waste?.own)}
      otherwise={
        waste ? `Built in: ${formatPercent(Number(waste.rate))}.` : "Without one the class decides it."
      }
    >
      <NumberField
        name="site_waste.rate"
        label="Wasted of what is brought to site, a share"
        hint="0.05 for 5 %"
        value={waste?.rate ?? ""}
        fault={fault}
      />
      <SourceField
        name="site_waste.source"
        label="Where the waste rate comes from"
        of={waste}
        fault={fault}
      />
    </Section>
  );
}
