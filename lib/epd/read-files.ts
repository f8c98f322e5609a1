import { decimal } from "#lib/catalogue/decimal.ts";
import { readCsv } from "./csv.ts";
import { type Draft, type Fault, finish, numberOf, type Place } from "./draft.ts";
import { readIlcdJson } from "./ilcd-json.ts";
import { type FlowFacts, readIlcdXml, type XmlProcess } from "./ilcd-xml.ts";
import type { EpdDocument } from "./types.ts";
import { type UploadedFile, unzip } from "./unzip.ts";

/** What the files hold. With a fault nothing is to be taken; what is left out is whole and of no use. */
export interface ReadFiles {
  documents: { document: EpdDocument; at: Place }[];
  faults: Fault[];
  leftOut: Fault[];
}

/** One data set; a table may be as large as the form. */
const MAX_SET_BYTES = 8 * 2 ** 20;
const MAX_SETS = 20_000;
const MAX_FAULTS = 500;

/** Reads data sets in any of the forms, from archives too. A data set in XML finds its flow among all the files. */
export async function readFiles(given: readonly UploadedFile[]): Promise<ReadFiles> {
  const faults: Fault[] = [];
  const drafts: Draft[] = [];
  const waiting: XmlProcess[] = [];
  const flows = new Map<string, FlowFacts>();
  for (const file of await unpacked(given, faults)) {
    const text = textOf(file.bytes);
    const form = formOf(file.name, text);
    if (form !== "csv" && file.bytes.length > MAX_SET_BYTES)
      faults.push({ code: "too_large", at: { file: file.name } });
    else if (form === "csv") {
      const table = readCsv(text, file.name);
      drafts.push(...table.drafts);
      faults.push(...table.faults);
    } else if (form === "json") {
      const sets = readIlcdJson(text, file.name);
      if (Array.isArray(sets)) drafts.push(...sets);
      else faults.push(sets);
    } else if (form === "xml") {
      const set = readIlcdXml(text, file.name);
      if (set.kind === "process") waiting.push(set);
      else if (set.kind === "flow") flows.set(set.flow.uuid, set.flow);
      else if (set.kind === "fault") faults.push(set.fault);
    } else faults.push({ code: "not_epd", at: { file: file.name } });
  }
  for (const { draft, flow, worded } of waiting) {
    const facts = flow === null ? undefined : flows.get(flow);
    if (facts) drafts.push({ ...draft, unit: facts.unit, properties: facts.properties });
    else {
      const amount = worded && amountOf(worded.amount, draft.amount);
      if (amount) drafts.push({ ...draft, unit: worded.unit, amount });
      else faults.push({ code: "flow_missing", at: draft.at, ...(flow ? { value: flow } : {}) });
    }
  }
  return finished(drafts, faults);
}

/**
 * The declared amount of a data set without its flow: as it is worded, in digits where the words have two readings: `1.000 kg`
 * is a ton in German, a kilogram in English. Null: the data set's exchange says neither.
 */
function amountOf(words: Draft["amount"], digits: Draft["amount"]): Draft["amount"] {
  if (!/^\d{1,3}[.,]\d{3}$/.test(words?.text ?? "")) return words;
  const stated = numberOf(digits?.text ?? "");
  const readings = [numberOf(words?.text ?? ""), numberOf(words?.text.replace(/[.,]/, "") ?? "")];
  return stated !== null && readings.some((one) => one !== null && decimal(one).eq(stated)) ? digits : null;
}

function finished(drafts: readonly Draft[], faults: Fault[]): ReadFiles {
  const documents: ReadFiles["documents"] = [];
  const leftOut: Fault[] = [];
  if (drafts.length > MAX_SETS)
    return { documents, leftOut, faults: [{ code: "too_many", at: drafts[0]?.at ?? { file: "" } }] };
  for (const draft of drafts) {
    const result = finish(draft);
    if ("document" in result) documents.push({ document: result.document, at: draft.at });
    else if ("faults" in result) faults.push(...result.faults);
    else leftOut.push(result.leftOut);
  }
  return { documents, leftOut, faults: faults.slice(0, MAX_FAULTS) };
}

async function unpacked(given: readonly UploadedFile[], faults: Fault[]): Promise<UploadedFile[]> {
  const files: UploadedFile[] = [];
  for (const file of given) {
    if (!file.bytes.subarray(0, 4).equals(ZIP_MAGIC)) files.push(file);
    else {
      const held = await unzip(file);
      if (Array.isArray(held)) files.push(...held);
      else faults.push(held);
    }
  }
  return files;
}

const ZIP_MAGIC = Buffer.from("PK\u0003\u0004", "latin1");

function formOf(name: string, text: string): "xml" | "json" | "csv" | null {
  const start = text.slice(0, 200).trimStart();
  if (start.startsWith("<")) return "xml";
  if (start.startsWith("{") || start.startsWith("[")) return "json";
  return /\.(csv|txt)$/i.test(name) || /^\W?uuid\W/i.test(start) ? "csv" : null;
}

/** UTF-8, UTF-16 by its mark, and else Windows-1252, in which spreadsheets of older years wrote tables. */
function textOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff")
    return new TextDecoder(mark === "fffe" ? "utf-16le" : "utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
