"use client";
import { PenLine, Plus } from "lucide-react";
import { useState } from "react";
import type { PlaceAnswer, PriceBookAnswer, PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { LocationsTable } from "#components/price-book/locations-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { useSaveVersion } from "./use-save-version.ts";

/** A version's places: the organisation's own over the built-in table. */
export function Locations({ book, mayEdit }: { book: PriceBookAnswer; mayEdit: boolean }) {
  const [edited, setEdited] = useState<PlaceAnswer | "new" | null>(null);
  return (
    <Card>
      <CardHeader
        title="Location factors"
        description="The cost level of a place against the book's own level, 1. Your own stand before the built-in ones, which are unverified."
        actions={
          mayEdit && (
            <Button size="sm" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              Add place
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
                  aria-label={`Change ${place.name}`}
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

type Place = Omit<PlaceAnswer, "own">;

function PlaceDialog({
  book,
  place,
  onClose,
}: {
  book: PriceBookAnswer;
  place: PlaceAnswer | undefined;
  onClose: () => void;
}) {
  const save = useSaveVersion();
  // The changed place is sent first, so that its faults are those of the first.
  const others = book.locations.filter(({ own, name }) => own && name !== place?.name);
  const form = useSubmit<Place | null>((changed) =>
    save(
      () =>
        api<PriceBookVersion>(`/api/price-books/${book.id}/locations`, {
          method: "PUT",
          body: {
            locations: [...(changed ? [changed] : []), ...others.map(({ own: _, ...other }) => other)],
          },
        }),
      (version) => `Location factors are saved in version ${version}`,
      onClose,
    ),
  );
  const fault = (name: string) => form.fieldError(`locations.0.${name}`);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={place?.name ?? "New place"}
      description="What you save makes a new version of the price book."
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          name: place?.name ?? textOf(data, "name"),
          aliases: textOf(data, "aliases")
            .split(",")
            .map((name) => name.trim())
            .filter(Boolean),
          factor: textOf(data, "factor"),
          source: textOf(data, "source"),
          placeholder: data.has("placeholder"),
        }))}
      >
        {!place && (
          <Field label="Place" error={fault("name")}>
            {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" />}
          </Field>
        )}
        <Field label="Factor" hint="1.15 for 15 % above the book's level." error={fault("factor")}>
          {(control) => (
            <Input
              {...control}
              name="factor"
              required
              inputMode="decimal"
              autoComplete="off"
              pattern="\d{1,2}(\.\d{1,8})?"
              title="A number such as 1.15"
              className="max-w-40 tabular-nums"
              defaultValue={place?.factor ?? ""}
            />
          )}
        </Field>
        <Field label="Where the factor comes from" error={fault("source")}>
          {(control) => (
            <Input
              {...control}
              name="source"
              required
              maxLength={300}
              autoComplete="off"
              defaultValue={place?.own ? place.source : ""}
            />
          )}
        </Field>
        <Checkbox
          name="placeholder"
          label="Placeholder factor: not verified"
          defaultChecked={Boolean(place?.own && place.placeholder)}
        />
        <Field label="Other names" optional hint="Parted by commas." error={fault("aliases")}>
          {(control) => (
            <Input
              {...control}
              name="aliases"
              autoComplete="off"
              defaultValue={place?.aliases.join(", ") ?? ""}
            />
          )}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Save place" pending={form.pending}>
          {place?.own && (
            <Button disabled={form.pending} onClick={() => void form.run(null)}>
              Remove yours
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}
