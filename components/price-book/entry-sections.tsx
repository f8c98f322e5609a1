"use client";
import { useTranslations } from "next-intl";
import type { PriceBookEntry } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
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
  const t = useTranslations("price-book");
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
      label={t("entrySections.aPriceOfYourOwn")}
      own={entry ? Boolean(price?.own) : true}
      otherwise={
        price
          ? t("entrySections.builtInMaterial", {
              formatMoney: formatMoney({ amount: price.material_price, currency }, { precision: "minor" }),
              unit: unitSymbol(unit),
              value: price.placeholder ? t("entrySections.anUnverifiedPlaceholder") : "",
            })
          : t("entrySections.withoutOneItIsListedAsUnpriced")
      }
    >
      {number("material_price", t("entrySections.materialPrice", { currency, unit: unitSymbol(unit) }))}
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-5">
        {number("labour_hours", t("entrySections.labourHours"))}
        {number("equipment_hours", t("entrySections.equipmentHours"))}
        {number("waste_allowance", t("entrySections.wasteAShare"), t("entrySections.wasteExample"))}
        {number("low_factor", t("entrySections.lowLikely"), t("entrySections.atMost1"))}
        {number("high_factor", t("entrySections.highLikely"), t("entrySections.atLeast1"))}
      </div>
      <SourceField
        name="price.source"
        label={t("entrySections.whereThePriceComesFrom")}
        of={price}
        fault={fault}
      />
      <Checkbox
        name="price.placeholder"
        label={t("entrySections.placeholderPriceNotVerified")}
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

const qualities = (t: Translator<"price-book">) => [
  { value: "A", label: t("entrySections.aProductEpd") },
  { value: "B", label: t("entrySections.bAverage") },
  { value: "C", label: t("entrySections.cProxy") },
];

function FactorSection({ entry, fault }: SectionProps) {
  const t = useTranslations("price-book");
  const factor = entry?.factor ?? null;
  return (
    <Section
      part="factor"
      label={t("entrySections.aCarbonFactorOfYourOwn")}
      own={Boolean(factor?.own)}
      otherwise={
        factor
          ? t("entrySections.builtInKgco2eKg", {
              a1A3KgPerKg: formatFigure(Number(factor.a1_a3_kg_per_kg)),
              value: factor.proxy ? t("entrySections.aProxy") : "",
            })
          : t("entrySections.withoutOneItsCarbonIsListedAs")
      }
    >
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <NumberField
          name="factor.a1_a3_kg_per_kg"
          label={t("entrySections.modulesA1A3Kgco2eKg")}
          hint={t("entrySections.withoutTransportA4AndSiteA5")}
          value={factor?.a1_a3_kg_per_kg ?? ""}
          fault={fault}
        />
        <Field label={t("entrySections.quality")} error={fault("factor.quality")}>
          {(control) => (
            <Select
              {...control}
              name="factor.quality"
              options={qualities(t)}
              defaultValue={factor?.quality ?? "A"}
            />
          )}
        </Field>
      </div>
      <NumberField
        optional
        name="factor.biogenic_kg_per_kg"
        label={t("entrySections.biogenicCarbonStoredKgco2Kg")}
        hint={t("entrySections.positiveToldApartFromA1A3What", { factor: withoutStored(t, factor) })}
        value={(factor?.biogenic_own ? factor.biogenic_kg_per_kg : null) ?? ""}
        fault={fault}
      />
      <SourceField
        name="factor.source"
        label={t("entrySections.whereTheFactorComesFrom")}
        of={factor}
        fault={fault}
      />
    </Section>
  );
}

function withoutStored(t: Translator<"price-book">, factor: PriceBookEntry["factor"]): string {
  if (factor?.biogenic_own) return t("entrySections.leftEmptyTheBuiltInValueStands");
  return factor?.biogenic_kg_per_kg
    ? t("entrySections.leftEmptyStandsBuiltIn", {
        biogenicKgPerKg: formatFigure(Number(factor.biogenic_kg_per_kg)),
      })
    : t("entrySections.leftEmptyNoneIsCounted");
}

function MassSection({ entry, unit, fault }: SectionProps) {
  const t = useTranslations("price-book");
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
    mass?.density_kg_m3 && t("entrySections.kgM3", { densityKgM3: formatFigure(Number(mass.density_kg_m3)) }),
    mass?.thickness_m && `${formatFigure(Number(mass.thickness_m))} m thick`,
    mass?.mass_per_unit_kg &&
      t("entrySections.kg", {
        massPerUnitKg: formatFigure(Number(mass.mass_per_unit_kg)),
        unit: unitSymbol(unit),
      }),
  ].filter(Boolean);
  return (
    <Section
      part="mass"
      label={t("entrySections.densityOrMassOfYourOwn")}
      own={Boolean(mass?.own)}
      otherwise={
        known.length > 0
          ? t("entrySections.builtIn", { join: known.join(", ") })
          : t("entrySections.withoutOneItsMassIsUnknownAnd")
      }
      error={fault("mass")}
    >
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
        {number("density_kg_m3", t("entrySections.densityKgM3"))}
        {number("thickness_m", t("entrySections.thicknessM"))}
        {unit !== "m3" && number("mass_per_unit_kg", t("entrySections.massKg", { unit: unitSymbol(unit) }))}
      </div>
      <SourceField
        name="mass.source"
        label={t("entrySections.whereTheMassComesFrom")}
        of={mass}
        fault={fault}
      />
    </Section>
  );
}

function WasteSection({ entry, fault }: SectionProps) {
  const t = useTranslations("price-book");
  const waste = entry?.site_waste ?? null;
  return (
    <Section
      part="site_waste"
      label={t("entrySections.siteWasteA5OfYourOwn")}
      own={Boolean(waste?.own)}
      otherwise={
        waste
          ? t("entrySections.builtIn2", { rate: formatPercent(Number(waste.rate)) })
          : t("entrySections.withoutOneTheClassDecidesIt")
      }
    >
      <NumberField
        name="site_waste.rate"
        label={t("entrySections.wastedOfWhatIsBroughtToSiteA")}
        hint={t("entrySections.n005For5")}
        value={waste?.rate ?? ""}
        fault={fault}
      />
      <SourceField
        name="site_waste.source"
        label={t("entrySections.whereTheWasteRateComesFrom")}
        of={waste}
        fault={fault}
      />
    </Section>
  );
}
