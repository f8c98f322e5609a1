import type { Money } from "#components/format/money.ts";

/** What the pages of a file show: the shapes of the API's answers (docs: /api/openapi.json). */
export type FileStatus = "pending" | "uploaded" | "processing" | "completed" | "failed";
export type StorageTier = "hot" | "archiving" | "archived" | "restoring" | "restored";

export interface FileRow {
  id: string;
  filename: string;
  project: { id: string; name: string } | null;
  size: number;
  status: FileStatus;
  /** With status `failed`: what to do about it. */
  failure_code: string | null;
  failure_message: string | null;
  storage_tier: StorageTier;
  keep_hot: boolean;
  legal_hold: boolean;
  temporary: boolean;
  /** Its number among the versions of its model; null: it is the only one. */
  version: number | null;
  created_at: string;
}

export type StepName = "extract_geometry" | "classify_materials" | "estimate_costs" | "calculate_carbon";

export interface Step {
  name: StepName;
  status: "pending" | "running" | "completed" | "failed";
  started_at: string | null;
  duration_ms: number | null;
  attempts: number;
}

export type QuantityKey = "length_m" | "area_m2" | "volume_m3" | "weight_kg";
export type QuantitySource = "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";

export interface MaterialRow {
  name: string;
  /** Null: unknown, for a person to assign. */
  catalogue_id: string | null;
  catalogue_name: string | null;
  /** 0 to 1. */
  confidence: number;
  /** The rule that decided, in words. */
  rule: string;
  volume_m3: number | null;
  mass_kg: number | null;
  elements?: number;
}

export interface CostRange {
  currency: string;
  low: string;
  likely: string;
  high: string;
}

/** Shares 0 to 1 of what has a price. */
export interface Coverage {
  elements: number;
  volume: number;
}

export interface EstimateLine {
  id: string;
  /** The material or item priced. */
  description: string;
  ifc_class: string | null;
  /** Names of the model that stand behind it. */
  materials: readonly string[];
  quantity: number;
  unit: "m" | "m2" | "m3" | "kg" | "t" | "pcs";
  /** With the location factor. */
  unit_rate: Money | null;
  /** What the rate is built of, per unit, before the location factor. */
  build_up: { material: Money | null; labour_hours: number; equipment_hours: number } | null;
  /** Null: unpriced. */
  total: Money | null;
  carbon_a1_a3_kg: number | null;
  /** Part of the quantity that the carbon is of, 0 to 1. */
  carbon_share: number;
  codes: { masterformat?: string | null; uniformat?: string | null; din276?: string | null };
  /** In the organisation's language of classification. */
  code_names: { uniformat: string | null; din276: string | null };
  /** Elements behind it, and of them those that a person corrected. */
  elements: number;
  corrected: number;
  /** The price is an unverified placeholder. */
  placeholder: boolean;
  /** It is counted by a declaration that has run out. */
  expired?: boolean;
  /** The carbon factor stands for something alike. */
  proxy: boolean;
  source: string | null;
  carbon_source: string | null;
}

export interface Carbon {
  a1_a3_kg: number;
  a4_kg: number;
  a5_kg: number;
  biogenic_kg: number;
}

export interface StoreyRow {
  name: string;
  /** Null for what is in no storey. */
  elevation_m: number | null;
  elements: number;
  gross_area_m2: number | null;
  cost: Money | null;
  carbon_kg: number | null;
}

export type AreaSource = "stated" | "measured" | "confirmed" | "none";

export interface FloorArea {
  gross_m2: number | null;
  gross_source: AreaSource;
  net_m2: number | null;
  net_source: AreaSource;
  /** What figures per m² are for. */
  used_m2: number | null;
  used_kind: "confirmed" | "gross" | "net" | "none";
}
