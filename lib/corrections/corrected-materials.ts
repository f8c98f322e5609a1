import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { CorrectedMaterial } from "#db/schema/corrections.ts";
import { decimal, round, sum } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { rememberedAssignments } from "#lib/estimates/classify-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import type { MakeCorrections } from "./views.ts";

type Said = NonNullable<z.output<typeof MakeCorrections>["materials"]>;

/** Shares are kept to a millionth. */
const PLACES = 6;

/**
 * What a person said an element is made of, as elements hold it. An entry of the catalogue goes by its name where that name
 * stands for it in this organisation, else by its id, which is a name that always does. Throws `Invalid`
 * (`correction_material_unknown`, `correction_shares`).
 */
export async function correctedMaterials(
  tx: Transaction,
  tenantId: string,
  said: Said,
  book: EffectiveBook,
): Promise<CorrectedMaterial[]> {
  const remembered = await rememberedAssignments(tx, tenantId);
  const meant = (name: string) =>
    classifyMaterials([{ name, ifcClasses: [] }], {
      remembered,
      ownNames: book.names,
      catalogueIds: new Set(book.catalogue.keys()),
    })[0]?.catalogueId;
  const named = said.map(({ catalogue_id: catalogueId, name, share }) => {
    if (catalogueId === undefined) return { name: name ?? "", catalogueId: null, share };
    const entry = book.catalogue.get(catalogueId);
    if (!entry)
      throw new Invalid(
        "correction_material_unknown",
        problemText("estimates.catalogueEntryGet", { catalogueId }),
      );
    return { name: meant(entry.name) === catalogueId ? entry.name : catalogueId, catalogueId, share };
  });
  if (new Set(named.map(({ name }) => name)).size < named.length)
    throw new Invalid("correction_shares", problemText("corrections.materialTwice"));
  const [only] = named;
  if (only && named.length === 1) return [{ ...only, share: 1 }];
  const shares = named.map(({ share }) => decimal(round(decimal(share), PLACES)));
  if (shares.some((share) => share.isZero()) || !sum(shares).minus(1).abs().lte(1e-5))
    throw new Invalid("correction_shares", problemText("corrections.sharesOne"));
  return named.map((material, at) => ({ ...material, share: shares[at]?.toNumber() ?? 0 }));
}
