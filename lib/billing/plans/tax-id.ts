/**
 * Whether a text has the form of a VAT identification number of this member state (or of Northern Ireland, XI), blanks
 * and dots aside. The form only: that the number is somebody's is for VIES to say.
 * Source: VIES FAQ, "What is the format of a VAT number" (European Commission).
 */
export function hasVatForm(country: string, taxId: string): boolean {
  const form = EU_VAT[country];
  return form === undefined || new RegExp(`^(?:${form})$`).test(normalTaxId(taxId));
}

export function normalTaxId(taxId: string): string {
  return taxId.toUpperCase().replaceAll(/[\s.-]/g, "");
}

export const isEuCountry = (country: string) => country in EU_VAT;

const EU_VAT: Record<string, string | undefined> = {
  AT: "ATU\\d{8}",
  BE: "BE[01]\\d{9}",
  BG: "BG\\d{9,10}",
  CY: "CY\\d{8}[A-Z]",
  CZ: "CZ\\d{8,10}",
  DE: "DE\\d{9}",
  DK: "DK\\d{8}",
  EE: "EE\\d{9}",
  ES: "ES[A-Z0-9]\\d{7}[A-Z0-9]",
  FI: "FI\\d{8}",
  FR: "FR[A-HJ-NP-Z0-9]{2}\\d{9}",
  GR: "EL\\d{9}",
  HR: "HR\\d{11}",
  HU: "HU\\d{8}",
  IE: "IE(?:\\d{7}[A-W][A-I]?|\\d[A-Z+*]\\d{5}[A-W])",
  IT: "IT\\d{11}",
  LT: "LT(?:\\d{9}|\\d{12})",
  LU: "LU\\d{8}",
  LV: "LV\\d{11}",
  MT: "MT\\d{8}",
  NL: "NL[A-Z0-9+*]{12}",
  PL: "PL\\d{10}",
  PT: "PT\\d{9}",
  RO: "RO\\d{2,10}",
  SE: "SE\\d{12}",
  SI: "SI\\d{8}",
  SK: "SK\\d{10}",
  XI: "XI(?:\\d{9}|\\d{12}|(?:GD|HA)\\d{3})",
};
