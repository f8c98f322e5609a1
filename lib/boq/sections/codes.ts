import type { Classification } from "#db/schema/boq.ts";
import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import { NRM_2, nrm2Of } from "./nrm-2.ts";

/** The built-in section of a line: DIN 276 as measured, MasterFormat and UniFormat of the estimate, NRM 2 by its table. */
export function builtInCode(
  classification: Classification,
  line: Pick<EstimateLineRow, "din276" | "masterFormat" | "uniFormat" | "catalogueId" | "ifcClass">,
): string | null {
  switch (classification) {
    case "din_276":
      return line.din276;
    case "nrm_2":
      return nrm2Of(line.catalogueId, line.ifcClass);
    case "master_format":
      return line.masterFormat;
    case "uni_format":
      return line.uniFormat;
  }
}

/** A code as people write it in the form in which it is kept; null: it is none of the classification. */
export function readCode(classification: Classification, written: string): string | null {
  const code = written.trim().toUpperCase();
  switch (classification) {
    case "din_276":
      return /^[1-8]\d\d$/.test(code) ? code : null;
    case "nrm_2":
      return /^\d{1,2}$/.test(code) && String(Number(code)) in NRM_2 ? String(Number(code)) : null;
    case "master_format": {
      const digits = /^(\d\d)(?:[ .]?(\d\d)(?:[ .]?(\d\d))?)?$/.exec(code);
      return digits ? digits.slice(1).filter(Boolean).join(" ") : null;
    }
    case "uni_format":
      return /^[A-G](\d\d(\d\d)?)?$/.test(code) ? code : null;
  }
}

/**
 * The sections that a code stands in, the outermost first and its own last: 300, 330, 331; 03, 03 30, 03 30 00; B, B20.
 * NRM 2's work sections have one level.
 */
export function pathOf(classification: Classification, code: string): string[] {
  switch (classification) {
    case "din_276":
      return [...new Set([`${code[0]}00`, `${code.slice(0, 2)}0`, code])];
    case "nrm_2":
      return [code];
    case "master_format": {
      const parts = code.split(" ");
      return parts.map((_, index) => parts.slice(0, index + 1).join(" "));
    }
    case "uni_format":
      return [...new Set([code.slice(0, 1), code.slice(0, 3), code])];
  }
}

/** In the order of the classification; what has no code comes last. */
export function byCode(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a.localeCompare(b, "en", { numeric: true });
}
