import type { EstimateLine, FileRow, Step, StoreyRow } from "#components/files/types.ts";
import type { UploadItem, UploadState } from "#components/uploads/types.ts";

/** Invented content, only to look at components with. */
const usd = (amount: string) => ({ amount, currency: "USD" });

export const files: FileRow[] = [
  file("1", "school-extension-structural-rev-c.ifc", "completed", 48_300_123),
  { ...file("2", "clinic-mep.ifc", "processing", 913_300_000), project: null },
  {
    ...file("3", "tower_facade.ifc", "failed", 2_100_000),
    failure_code: "ifc_truncated",
    failure_message:
      "The file ends before its END-ISO-10303-21 line. Export it again and upload the new file.",
  },
  { ...file("4", "old-depot.ifc", "completed", 12_000_000), storage_tier: "archived" },
  { ...file("5", "sketch.ifc", "uploaded", 300_000), temporary: true },
];

function file(id: string, filename: string, status: FileRow["status"], size: number): FileRow {
  return {
    id,
    filename,
    status,
    size,
    project: { id: "p", name: "School extension" },
    failure_code: null,
    failure_message: null,
    storage_tier: "hot",
    keep_hot: false,
    legal_hold: false,
    temporary: false,
    version: null,
    created_at: "2026-11-20T09:30:00Z",
  };
}

export const steps: Step[] = [
  {
    name: "extract_geometry",
    status: "completed",
    started_at: "2026-11-20T09:30:00Z",
    duration_ms: 8420,
    attempts: 1,
  },
  {
    name: "classify_materials",
    status: "completed",
    started_at: "2026-11-20T09:30:09Z",
    duration_ms: 312,
    attempts: 2,
  },
  { name: "estimate_costs", status: "running", started_at: null, duration_ms: null, attempts: 1 },
  { name: "calculate_carbon", status: "pending", started_at: null, duration_ms: null, attempts: 0 },
];

export const failedSteps: Step[] = steps.map((step, index) =>
  index === 2 ? { ...step, status: "failed", duration_ms: 95, attempts: 3 } : step,
);

export const catalogue = [
  { id: "concrete-c30", name: "Ready-mix concrete C30/37", unit: "m³" },
  { id: "brick", name: "Clay brick", unit: "m³" },
  { id: "plasterboard", name: "Plasterboard", unit: "m²" },
  { id: "steel-section", name: "Structural steel section", unit: "kg" },
];

export const cost = { currency: "USD", low: "862400.12", likely: "1232000.17", high: "1848000.26" };
export const coverage = { elements: 0.93, volume: 0.87 };
export const carbon = { a1_a3_kg: 412_300, a4_kg: 21_800, a5_kg: 24_100, biogenic_kg: -38_200 };

export const lines: EstimateLine[] = [
  line("1", "Ready-mix concrete C30/37", "IfcSlab", 737.5, "m3", "205.00", "151187.50", 205_400),
  { ...line("2", "Timber door, internal", "IfcDoor", 96, "pcs", "480.00", "46080.00", 4_100), proxy: true },
  {
    ...line("3", "Default Wall", "IfcWallStandardCase", 44.1, "m3", "0", "0", 0),
    unit_rate: null,
    build_up: null,
    total: null,
    carbon_a1_a3_kg: null,
    carbon_share: 1,
    source: null,
  },
];

function line(
  id: string,
  description: string,
  ifc_class: string,
  quantity: number,
  unit: EstimateLine["unit"],
  rate: string,
  total: string,
  carbon_a1_a3_kg: number,
): EstimateLine {
  return {
    id,
    description,
    ifc_class,
    materials: [description],
    quantity,
    unit,
    unit_rate: usd(rate),
    build_up: { material: usd(rate), labour_hours: 0.4, equipment_hours: 0.05 },
    total: usd(total),
    carbon_a1_a3_kg,
    carbon_share: 1,
    codes: { masterformat: "03 30 00", uniformat: "B10", din276: "351" },
    code_names: { uniformat: "Superstructure", din276: "Floor structures" },
    elements: 12,
    corrected: 1,
    placeholder: true,
    proxy: false,
    source: "Default price book v3, placeholder",
    carbon_source: "Boverket klimatdatabas, typical value",
  };
}

export const storeys: StoreyRow[] = [
  {
    name: "Roof",
    elevation_m: 7.2,
    elements: 88,
    gross_area_m2: null,
    cost: usd("120400.00"),
    carbon_kg: 61_000,
  },
  {
    name: "Level 1",
    elevation_m: 3.6,
    elements: 910,
    gross_area_m2: 1420.4,
    cost: usd("511600.17"),
    carbon_kg: 198_200,
  },
  {
    name: "Ground",
    elevation_m: 0,
    elements: 884,
    gross_area_m2: 1436.9,
    cost: usd("600000.00"),
    carbon_kg: 199_000,
  },
];

const mib = 2 ** 20;
export const uploads: UploadItem[] = [
  { ...upload("clinic-architectural.ifc", "uploading", 380, 142), speed: 11.4 * mib, fileId: "f1" },
  upload("clinic-mep.ifc", "checking", 871, 300),
  { ...upload("hospital-facade.ifc", "queued", 1200), folder: "hospital/facades" },
  upload("hospital.ifc", "paused", 1200, 640),
  upload("airport.ifc", "waiting", 1200, 640),
  { ...upload("station.ifc", "waiting", 90, 12), error: "The service is busy. Try again in a moment." },
  upload("bridge.ifc", "needs_file", 900),
  { ...upload("tunnel.ifc", "needs_file", 900), reopens: true },
  {
    ...upload("school-extension.ifc", "duplicate", 48),
    twin: { name: "school-extension-rev-c.ifc", fileId: "f9", uploadedAt: "2026-11-20T09:30:00Z" },
  },
  {
    ...upload("school-copy.ifc", "duplicate", 48),
    twin: { name: "school.ifc", fileId: null, uploadedAt: null },
  },
  upload("school.ifc", "verifying", 48, 48),
  { ...upload("depot.ifc", "done", 12, 12), fileId: "f5" },
  {
    ...upload("notes.ifc", "failed", 1),
    error: "The file is named .ifc, but its content is a PDF file: give it the extension .pdf.",
  },
];

function upload(name: string, state: UploadState, size: number, loaded = 0): UploadItem {
  return {
    key: name,
    name,
    folder: "",
    size: size * mib,
    state,
    loaded: loaded * mib,
    speed: 0,
    fileId: null,
    error: null,
    twin: null,
    reopens: false,
  };
}
