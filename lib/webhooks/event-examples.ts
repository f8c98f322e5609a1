import type { EventDataOf, WebhookEventType } from "./event-types.ts";

const ORIGIN = "https://acme.app.example.com";
const FILE_ID = "0b9c7f4e-5d1a-4a53-9a86-3f7d2d5c8e11";
const ESTIMATE_ID = "8a4f9d0e-27b0-4a0e-a6f5-7a1f3b9c2d44";
const INVOICE_ID = "c1d2e3f4-0a1b-4c2d-8e3f-9a0b1c2d3e4f";

const fileLinks = {
  file: `${ORIGIN}/api/files/${FILE_ID}`,
  analysis: `${ORIGIN}/api/files/${FILE_ID}/analysis`,
};
const file = {
  file_id: FILE_ID,
  filename: "office-block.ifc",
  format: "ifc",
  size: 48_211_034,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  status: "uploaded",
  failure: null,
  storage_tier: "hot",
  storage_class: "STANDARD",
  archived_at: null,
  keep_hot: false,
  legal_hold: false,
  project_id: null,
  temporary: false,
  expires_at: null,
  created_at: "2026-10-05T08:28:41.000Z",
  uploaded_at: "2026-10-05T08:29:58.000Z",
  processed_at: null,
  links: fileLinks,
} as const satisfies EventDataOf<"file.uploaded">;

const cost = { currency: "USD", low: "2104500.00", likely: "2631000.00", high: "3420300.00" };
const carbon = { a1_a3_kg: 842_310.5, a4_kg: 20_114.2, a5_kg: 31_870.9, biogenic_kg: -12_400 };
const coverage = {
  elements: { covered: 1180, total: 1204, share: 0.9801 },
  volume_m3: { covered: 5120.4, total: 5144.9, share: 0.9952 },
};
const perM2 = {
  cost: { currency: "USD", low: "503.95", likely: "630.03", high: "819.04" },
  a1_a3_kg: 201.703,
  a1_a5_kg: 214.151,
};

const ESTIMATE = `${ORIGIN}/api/cost-estimates/${ESTIMATE_ID}`;
const REVISION_ID = "5e0f7c1a-93c4-4d0b-8b41-2f6a7d8e9c10";
const SNAPSHOT_SHA256 = "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea";
const revision = {
  id: ESTIMATE_ID,
  name: "office-block.ifc",
  project_id: null,
  revision_id: REVISION_ID,
  revision: "A",
  purpose: "For tender",
  issued_at: "2026-10-05T08:30:00.000Z",
  withdrawn_at: null,
  signer: { name: "Ada Lovelace", title: "Chartered quantity surveyor" },
  snapshot_sha256: SNAPSHOT_SHA256,
  documents: [
    {
      format: "pdf",
      sha256: "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6",
      size: 148_332,
    },
    {
      format: "xlsx",
      sha256: "18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",
      size: 61_204,
    },
  ],
  links: {
    estimate: ESTIMATE,
    revisions: `${ESTIMATE}/issued-revisions`,
    pdf: `${ESTIMATE}/issued-revisions/${REVISION_ID}/document?format=pdf`,
    xlsx: `${ESTIMATE}/issued-revisions/${REVISION_ID}/document?format=xlsx`,
    verify: `https://app.example.com/verify/${SNAPSHOT_SHA256}`,
  },
} as const satisfies EventDataOf<"estimate.issued">;

const invoice = {
  id: INVOICE_ID,
  number: "CAI-2026-000123",
  reason: "period",
  corrects_id: null,
  plan: "pro",
  currency: "USD",
  billing_period_start: "2026-09-01",
  billing_period_end: "2026-09-30",
  tax_amount: { amount: "10.05", currency: "USD" },
  total_amount: { amount: "110.55", currency: "USD" },
  paid_amount: { amount: "0.00", currency: "USD" },
  status: "finalised",
  due_date: "2026-10-15",
  finalised_at: "2026-10-01T02:00:12.000Z",
  paid_at: null,
  links: {
    invoice: `${ORIGIN}/api/invoices/${INVOICE_ID}`,
    pdf: `${ORIGIN}/api/invoices/${INVOICE_ID}/pdf`,
  },
} as const satisfies EventDataOf<"invoice.finalized">;

const archived = {
  file_id: FILE_ID,
  filename: file.filename,
  size: file.size,
  storage_tier: "archived",
  available_until: null,
  links: { file: fileLinks.file },
} as const satisfies EventDataOf<"file.archived">;

const member = {
  user_id: "5f0c1a7e-9b42-4c7e-8f0a-2d6b1e3c4f55",
  email: "grace@acme.example",
  role: "editor",
  previous_role: null,
} as const satisfies EventDataOf<"member.joined">;

/** `data` of one message of each type, for people who write a receiver. */
export const EXAMPLES: { [T in WebhookEventType]: EventDataOf<T> } = {
  "file.uploaded": file,
  "file.completed": { ...file, status: "completed", processed_at: "2026-10-05T08:30:00.000Z" },
  "file.failed": {
    ...file,
    status: "failed",
    failure: {
      code: "ifc_no_elements",
      message: "The model holds no building elements. Export it again with its elements.",
    },
    processed_at: "2026-10-05T08:30:00.000Z",
  },
  "file.archived": archived,
  "file.restored": { ...archived, storage_tier: "restored", available_until: "2026-10-12T08:30:00.000Z" },
  "file.restore_expiring": {
    ...archived,
    storage_tier: "restored",
    available_until: "2026-10-06T08:30:00.000Z",
  },
  "analysis.completed": {
    file_id: FILE_ID,
    filename: file.filename,
    status: "completed",
    format: "ifc",
    schema: "IFC4",
    project_name: "Office block",
    elements: {
      total: 1204,
      by_class: {
        IfcWall: {
          count: 412,
          length_m: 1830.5,
          area_m2: 5490.2,
          volume_m3: 1318.4,
          weight_kg: 3_164_160,
          low_confidence: 3,
        },
      },
    },
    cost,
    carbon,
    per_m2: perM2,
    coverage: { cost: coverage, carbon: coverage },
    placeholder_prices: true,
    estimate_id: ESTIMATE_ID,
    links: fileLinks,
  },
  "estimate.created": {
    id: ESTIMATE_ID,
    origin: "file",
    file_id: FILE_ID,
    project_id: null,
    name: "office-block.ifc",
    description: "",
    status: "complete",
    location: "Berlin",
    location_factor: { matched: "Berlin", factor: "1.05", source: "built-in table", placeholder: true },
    labor_rate: "45.00",
    equipment_rate: "75.00",
    floor_area_m2: 4176,
    cost,
    carbon,
    per_m2: perM2,
    price_book: { id: "default", version: "default-1", factor_version: "default-1" },
    coverage: { cost: coverage, carbon: coverage },
    placeholder_prices: true,
    created_at: "2026-10-05T08:30:00.000Z",
    updated_at: "2026-10-05T08:30:00.000Z",
    links: { estimate: `${ORIGIN}/api/cost-estimates/${ESTIMATE_ID}` },
  },
  "estimate.deleted": { id: ESTIMATE_ID, name: "office-block.ifc", project_id: null },
  "estimate.review_changed": {
    id: ESTIMATE_ID,
    name: "office-block.ifc",
    project_id: null,
    state: "approved",
    previous_state: "in_review",
    cause: "person",
    links: { estimate: `${ORIGIN}/api/cost-estimates/${ESTIMATE_ID}` },
  },
  "estimate.issued": revision,
  "estimate.revision_withdrawn": { ...revision, withdrawn_at: "2026-10-07T14:00:00.000Z" },
  "usage.threshold_reached": {
    metric: "storage",
    threshold: 90,
    period: "2026-10-01",
    links: { usage: `${ORIGIN}/api/usage/current` },
  },
  "invoice.finalized": invoice,
  "invoice.paid": {
    ...invoice,
    status: "paid",
    paid_amount: { amount: "110.55", currency: "USD" },
    paid_at: "2026-10-05T08:30:00.000Z",
  },
  "member.invited": { ...member, user_id: null },
  "member.joined": member,
  "member.role_changed": { ...member, role: "admin", previous_role: "editor" },
  "member.removed": member,
};
