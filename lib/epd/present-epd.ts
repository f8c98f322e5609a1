import type { z } from "zod";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { isExpired } from "./data-quality.ts";
import { type EpdRow, nameOf } from "./epd-factor.ts";
import type { Conversion, EpdFactor } from "./types.ts";
import type { ChosenEpdView, ConversionView, EpdView } from "./views.ts";

export function presentEpd(epd: EpdRow): z.input<typeof EpdView> {
  return {
    id: epd.id,
    uuid: epd.uuid,
    version: epd.version,
    name: nameOf(epd.names, activeLocale()),
    owner: epd.owner,
    amount: epd.amount,
    unit: epd.unit,
    standard: epd.standard,
    data_set_type: epd.dataSetType,
    geography: epd.geography,
    reference_year: epd.referenceYear,
    valid_until: epd.validUntil,
    expired: isExpired(epd.validUntil, new Date()),
    created_at: epd.createdAt.toISOString(),
  };
}

export const presentConversion = (conversion: Conversion): z.input<typeof ConversionView> => ({
  by: conversion.by,
  how: conversion.how,
  factor: conversion.factor,
  entry_thickness_m: conversion.entryThicknessM,
  declared_thickness_m: conversion.declaredThicknessM,
  unit_mass_kg: conversion.unitMassKg,
});

/** `names`: of the data set, since a factor keeps one of them. */
export function presentChosen(
  factor: EpdFactor,
  names: Record<string, string>,
): z.input<typeof ChosenEpdView> {
  return {
    id: factor.id,
    uuid: factor.uuid,
    version: factor.version,
    name: nameOf(names, activeLocale()),
    owner: factor.owner,
    unit: factor.declaredUnit,
    valid_until: factor.validUntil,
    expired: isExpired(factor.validUntil, new Date()),
    kind: factor.kind,
    scenario: factor.scenario,
    conversion: presentConversion(factor.conversion),
    a1_a3_kg: factor.a1a3.kg,
    data_quality: factor.dataQuality,
  };
}
