"use client";
import { PenLine, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PlaceAnswer, PriceBookAnswer } from "#components/data/answers.ts";
import { LocationsTable } from "#components/price-book/locations-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";

const PlaceDialog = later(
  async () => (await import("./place-dialog.tsx")).PlaceDialog,
  () => null,
);

/** A version's places: the organisation's own over the built-in table. */
export function Locations({ book, mayEdit }: { book: PriceBookAnswer; mayEdit: boolean }) {
  const t = useTranslations("price-book");
  const [edited, setEdited] = useState<PlaceAnswer | "new" | null>(null);
  PlaceDialog.useAtRest();
  return (
    <Card>
      <CardHeader
        title={t("locations.locationFactors")}
        description={t("locations.theCostLevelOfAPlaceAgainstThe")}
        actions={
          mayEdit && (
            <Button size="sm" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              {t("locations.addPlace")}
            </Button>
          )
        }
      />
      <LocationsTable
        locations={book.locations}
        {...(mayEdit
          ? {
              renderActions: (place) => (
                <Button
                  size="sm"
                  variant="ghost"
                  icon
                  aria-label={t("locations.change", { name: place.name })}
                  onClick={() => setEdited(place)}
                >
                  <PenLine aria-hidden />
                </Button>
              ),
            }
          : {})}
      />
      {edited && (
        <PlaceDialog
          book={book}
          place={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}
