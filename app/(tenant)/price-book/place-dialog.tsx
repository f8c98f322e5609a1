"use client";
import { useTranslations } from "next-intl";
import type { PlaceAnswer, PriceBookAnswer, PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { useSaveVersion } from "./use-save-version.ts";

type Place = Omit<PlaceAnswer, "own">;

/** Changes the factor of a place, or adds one; either makes a new version. */
export function PlaceDialog({
  book,
  place,
  onClose,
}: {
  book: PriceBookAnswer;
  place: PlaceAnswer | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("price-book");
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
      (version) => t("locations.locationFactorsAreSavedIn", { version }),
      onClose,
    ),
  );
  const fault = (name: string) => form.fieldError(`locations.0.${name}`);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={place?.name ?? t("locations.newPlace")}
      description={t("locations.whatYouSaveMakesANewVersionOf")}
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
          <Field label={t("locations.place")} error={fault("name")}>
            {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" />}
          </Field>
        )}
        <Field
          label={t("locations.factor")}
          hint={t("locations.n115For15AboveTheBooksLevel")}
          error={fault("factor")}
        >
          {(control) => (
            <DecimalInput
              {...control}
              name="factor"
              required
              pattern="\d{1,2}(\.\d{1,8})?"
              title={t("locations.aNumberSuchAs115")}
              className="max-w-40 tabular-nums"
              defaultValue={place?.factor ?? ""}
            />
          )}
        </Field>
        <Field label={t("locations.whereTheFactorComesFrom")} error={fault("source")}>
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
          label={t("locations.placeholderFactorNotVerified")}
          defaultChecked={Boolean(place?.own && place.placeholder)}
        />
        <Field
          label={t("locations.otherNames")}
          optional
          hint={t("locations.partedByCommas")}
          error={fault("aliases")}
        >
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
        <DialogFooter submit={t("locations.savePlace")} pending={form.pending}>
          {place?.own && (
            <Button disabled={form.pending} onClick={() => void form.run(null)}>
              {t("locations.removeYours")}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}
