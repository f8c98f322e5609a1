import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { projects } from "#db/schema/projects.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import type { EstimateFigures } from "./estimate-figures.ts";
import type { FileFigures } from "./file-figures.ts";
import type { Scope } from "./scope.ts";
import type { ByProject } from "./views.ts";

/** Projects that are shown one by one. */
const SHOWN = 10;

interface Figures {
  files: number;
  estimates: number;
  /** Exact decimal text. */
  cost: string;
  otherCurrency: number;
  carbonG: number;
  bytes: number;
}

/** The range's files and estimates, with what they come to, project by project. */
export async function readByProject(
  tx: Transaction,
  scope: Scope,
  { currency, files, estimates }: { currency: string; files: FileFigures; estimates: EstimateFigures },
): Promise<z.input<typeof ByProject>> {
  const all = [...figuresByProject(files, estimates)].sort(
    ([, a], [, b]) =>
      b.files + b.estimates - (a.files + a.estimates) || b.bytes - a.bytes || Number(b.cost) - Number(a.cost),
  );
  const shown = all.slice(0, SHOWN);
  const rest = all.slice(SHOWN);
  const names = await namesOf(
    tx,
    scope,
    shown.flatMap(([id]) => id ?? []),
  );
  const digits = minorDigits(currency);
  return {
    currency,
    items: shown.map(([id, figures]) => ({
      id,
      name: id === null ? null : (names.get(id) ?? null),
      ...present(figures, digits),
    })),
    others:
      rest.length > 0
        ? {
            projects: rest.length,
            ...present(rest.map(([, figures]) => figures).reduce(plus), digits),
          }
        : null,
    total: present(all.map(([, figures]) => figures).reduce(plus, NOTHING), digits),
  };
}

function figuresByProject(files: FileFigures, estimates: EstimateFigures): Map<string | null, Figures> {
  const found = new Map<string | null, Figures>();
  const add = (id: string | null, figures: Partial<Figures>) =>
    found.set(id, plus(found.get(id) ?? NOTHING, { ...NOTHING, ...figures }));
  for (const { id, n, bytes } of files.projects) add(id, { files: n, bytes });
  for (const { id, digits, n, minor, otherCurrency, carbonG } of estimates.projects)
    add(id, { estimates: n, cost: decimal(minor).shiftedBy(-digits).toFixed(), otherCurrency, carbonG });
  return found;
}

const NOTHING: Figures = { files: 0, estimates: 0, cost: "0", otherCurrency: 0, carbonG: 0, bytes: 0 };

const plus = (a: Figures, b: Figures): Figures => ({
  files: a.files + b.files,
  estimates: a.estimates + b.estimates,
  cost: decimal(a.cost).plus(decimal(b.cost)).toFixed(),
  otherCurrency: a.otherCurrency + b.otherCurrency,
  carbonG: a.carbonG + b.carbonG,
  bytes: a.bytes + b.bytes,
});

const present = (figures: Figures, digits: number) => ({
  files: figures.files,
  estimates: figures.estimates,
  cost: decimal(figures.cost).toFixed(digits),
  other_currency: figures.otherCurrency,
  carbon_kg: figures.carbonG / 1000,
  storage_bytes: figures.bytes,
});

async function namesOf(
  tx: Transaction,
  { tenantId }: Scope,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(eq(projects.tenantId, tenantId), inArray(projects.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
