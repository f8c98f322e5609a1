import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { startReceiver } from "../../lib/webhooks/test/receiver.ts";
import { PASSWORD } from "../fixtures.ts";
import { invitationToken, Visitor } from "../visitor.ts";
import type { Person } from "./person.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const SAMPLE = path.join(ROOT, "public", "samples", "sample-building.ifc");
/** A house as an architect's program writes it, where it is at hand. */
const HOUSE = path.join(ROOT, "..", "shared", "data", "ifc", "ac20-fzk-haus.ifc4.ifc");

export interface TenantData {
  project: string;
  /** A house with storeys and materials that nothing is known for; a new version of the archived file. */
  file: string;
  failedFile: string;
  archivedFile: string;
  /** Of the house; with variants and a discussion. */
  estimate: string;
  variants: string[];
  /** Entered by hand; under review, and approved. */
  handEstimate: string;
  approved: string;
  /** Address of a live link to the estimate. */
  shared: string;
  /** SHA-256 of what was approved and issued of `approved`. */
  issued: string;
  /** A declaration, chosen for concrete. */
  epd: string;
  endpoint: string;
  archivalRun: string;
  viewer: { email: string };
  /** Secret of an invitation that nobody has accepted. */
  invitation: string;
}

type Made = { id: string };
interface FileAnswer {
  status: string;
}

/** What an office has after some weeks. `admin` has just signed in. */
export async function makeTenantData(port: number, admin: Person): Promise<TenantData> {
  const viewer = await people(port, admin);
  const { project, file, failedFile, archivedFile } = await projectsAndFiles(admin);
  const estimates = await estimatesOf(admin, file);
  const endpoint = await programs(admin);
  const archivalRun = await archive(admin, archivedFile);
  const epd = await declarations(admin);
  await administration(admin);
  return { project, file, failedFile, archivedFile, ...estimates, endpoint, archivalRun, epd, ...viewer };
}

async function people(port: number, admin: Person) {
  const colleagues = [
    { email: "erik@example.com", name: "Erik Lindqvist", role: "editor" },
    { email: "vera@example.com", name: "Vera Castellanos-Oberhuber", role: "viewer" },
  ];
  for (const { email, name, role } of colleagues) {
    await admin.call("POST", "/api/invitations", { email, role });
    const token = await invitationToken(port, email);
    const guest = new Visitor(port, admin.slug);
    const { status, text } = await guest.send("POST", "/api/invitations/accept", {
      body: { token, name, password: PASSWORD },
    });
    if (status !== 200) throw new Error(`${email} could not join: ${status} ${text}`);
  }
  const waiting = "maximiliane.von-hohenlohe@planungsgesellschaft-nord.example";
  await admin.call("POST", "/api/invitations/list", {
    addresses: `${waiting}, jo@example.com`,
    role: "editor",
  });
  return { viewer: { email: "vera@example.com" }, invitation: await invitationToken(port, waiting) };
}

async function projectsAndFiles(admin: Person) {
  const projects = [
    { name: "Harbour school", description: "New building for 600 pupils, competition stage." },
    { name: "Station quarter, buildings B to D with underground car park" },
    { name: "Competition entry", is_restricted: true },
    { name: "Old town hall" },
  ];
  const ids: string[] = [];
  for (const project of projects) ids.push((await admin.call<Made>("POST", "/api/projects", project)).id);
  const [project = "", quarter, , old] = ids;
  await admin.call("PATCH", `/api/projects/${old}`, { archived: true });

  const sample = new Uint8Array(await readFile(SAMPLE));
  const house = existsSync(HOUSE) ? new Uint8Array(await readFile(HOUSE)) : sample;
  const empty = new TextEncoder().encode("0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n");
  const file = await admin.upload("Harbour school, main building.ifc", house, project);
  const archivedFile = await admin.upload("Harbour school, preliminary design.ifc", sample, project);
  const failedFile = await admin.upload(
    "20271104_ARC_BUILDING-C_level-02_as-planned_rev-D.dxf",
    empty,
    quarter,
  );
  for (const id of [file, archivedFile, failedFile])
    await admin.until<FileAnswer>(`/api/files/${id}`, ({ status }) =>
      ["completed", "failed"].includes(status),
    );
  await admin.call("PUT", `/api/files/${file}/versions`, { supersedes: archivedFile });
  return { project, file, failedFile, archivedFile };
}

async function estimatesOf(admin: Person, file: string) {
  const { estimate_id: estimate } = await admin.until<{ estimate_id: string | null }>(
    `/api/files/${file}/analysis`,
    (analysis) => analysis.estimate_id !== null,
  );
  if (estimate === null) throw new Error("The house has no estimate");
  const base = `/api/cost-estimates/${estimate}`;
  const { lines } = await admin.call<{ lines: { catalogue_id: string; ifc_class: string | null }[] }>(
    "GET",
    base,
  );
  const line = lines.find(({ catalogue_id }) => catalogue_id !== "");
  if (!line) throw new Error("The estimate of the house has no line");
  const given = [
    { name: "Built in London", changes: [{ kind: "terms", location: "London" }] },
    {
      name: "Dearer labour, and the largest item at a negotiated rate",
      changes: [
        { kind: "terms", labor_rate: "78.00" },
        { kind: "unit_rate", catalogue_id: line.catalogue_id, ifc_class: line.ifc_class, rate: "240" },
      ],
    },
  ];
  const variants: string[] = [];
  for (const one of given) variants.push((await admin.call<Made>("POST", `${base}/variants`, one)).id);
  await admin.call("POST", `${base}/comments`, {
    body: "Is the stair in this? The drawings show two flights.",
  });
  await admin.call("POST", `${base}/comments`, {
    body: "The rate is from last year's tender.",
    line_position: 0,
  });
  const { url: shared } = await admin.call<{ url: string }>("POST", `${base}/shares`, {
    days: 30,
    note: "The client's project manager",
  });

  const { items } = await admin.call<{ items: (Made & { file_id: string | null })[] }>(
    "GET",
    "/api/cost-estimates?limit=50",
  );
  const byHand = items.filter(({ file_id }) => file_id === null).map(({ id }) => id);
  const [handEstimate, approved] = byHand;
  if (!handEstimate || !approved) throw new Error("The demo has no estimates by hand");
  for (const id of [handEstimate, approved])
    await admin.call("PATCH", `/api/cost-estimates/${id}/review`, { state: "in_review" });
  await admin.call("PATCH", `/api/cost-estimates/${approved}/review`, {
    state: "approved",
    signature: { title: "Chartered quantity surveyor" },
  });
  const revision = await admin.call<{ approval: { sha256: string } }>(
    "POST",
    `/api/cost-estimates/${approved}/issued-revisions`,
    { purpose: "For tender" },
  );
  return { estimate, variants, shared, handEstimate, approved, issued: revision.approval.sha256 };
}

/** Two declarations; one counts for concrete, the other has run out. */
async function declarations(admin: Person): Promise<string> {
  const form = new FormData();
  const table = `uuid,name,owner,unit,gross_density_kg_m3,type,geography,reference_year,valid_until,module,gwp_total,gwp_fossil,gwp_biogenic,gwp_luluc
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,Ready-mix concrete C30/37,Beispiel Werk GmbH,m3,2400,specific,DE,2024,2029,A1-A3,179,178,0.5,0.5
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,C1,3,3,0,0
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,C3,5,5,0,0
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,D,-21,-21,0,0
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f51,Calcium silicate masonry,Verband Mauerwerk,m3,1800,average,DE,2016,2021,A1-A3,245,244,0.5,0.5
`;
  form.set("file", new File([table], "declarations.csv"));
  const { items } = await admin.call<{ items: Made[] }>("POST", "/api/epds", form);
  const epd = items[0]?.id ?? "";
  await admin.call("PUT", "/api/epd-choices/concrete-c30", { epd: { id: epd, kind: "product" } });
  return epd;
}

/** Keys, and webhooks to a receiver that refuses some. */
async function programs(admin: Person): Promise<string> {
  await admin.call("POST", "/api/api-keys", { name: "Nightly import from the CAD server", role: "editor" });
  await admin.call("POST", "/api/api-keys", { name: "Dashboard", role: "viewer" });
  const receiver = await startReceiver();
  const { id } = await admin.call<Made>("POST", "/api/webhooks/endpoints", {
    url: receiver.url,
    description: "Cost data into the project room",
    events: ["*"],
  });
  const test = `/api/webhooks/endpoints/${id}/test`;
  interface Deliveries {
    items: { attempts: number }[];
  }
  const path = `/api/webhooks/endpoints/${id}/deliveries`;
  await admin.call("POST", test);
  const tried = (count: number) => (answer: Deliveries) =>
    answer.items.filter(({ attempts }) => attempts > 0).length >= count;
  await admin.until<Deliveries>(path, tried(1));
  receiver.answers(500);
  const { items } = await admin.call<Deliveries>("GET", path);
  await admin.call("POST", test);
  await admin.until<Deliveries>(path, tried(items.length + 1));
  await receiver.close();
  return id;
}

async function archive(admin: Person, file: string): Promise<string> {
  const { run_id } = await admin.call<{ run_id: string }>("POST", "/api/archival/runs", {
    file_ids: [file],
    storage_class: "GLACIER",
  });
  await admin.until<{ storage_tier: string }>(`/api/files/${file}`, (one) => one.storage_tier === "archived");
  return run_id;
}

async function administration(admin: Person): Promise<void> {
  await admin.call("PATCH", "/api/billing/account", {
    legal_name: "Demo Quantity Surveyors Ltd",
    address: "12 Quay Street\nLiverpool",
    country: "GB",
    contacts: ["accounts@example.com"],
  });
  await admin.call("POST", "/api/domains", { domain: "estimates.demo-surveyors.example", use: "address" });
  await admin.call("PUT", "/api/support-access", { hours: 4 });
  await admin.call("POST", "/api/exports");
  await admin.until<{ items: { status: string }[] }>("/api/exports", ({ items }) =>
    items.every(({ status }) => status !== "running"),
  );
}
