"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { useEstimate } from "#components/data/queries.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { below, later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { FormProblem } from "#components/ui/use-submit.ts";
import { EstimatePicker } from "./estimate-picker.tsx";
import { filterValues } from "./filter-values.ts";
import { handFrom, useDrafts } from "./hand-drafts.ts";
import { countFilters, isTooLong, type SearchState } from "./search-state.ts";

const FilterFields = later(async () => (await import("./filter-fields.tsx")).FilterFields);
// From the server where the address asks by hand: what is sent is read from the fields.
const HandFields = below(
  async () => (await import("./hand-fields.tsx")).HandFields,
  () => <LoadingRows rows={4} />,
);

export type Way = "like" | "hand";

/** What is looked for: the like of an estimate, or of what is typed; with filters. */
export function SearchPanel({
  way,
  state,
  settings,
  problem: refused,
  pending,
  onWay,
  onSearch,
}: {
  way: Way;
  state: SearchState;
  settings: SettingsAnswer;
  /** Why the last search was refused. */
  problem: FormProblem | null;
  pending: boolean;
  onWay: (way: Way) => void;
  onSearch: (state: SearchState) => void;
}) {
  const tEstimates = useTranslations("estimates");
  const t = useTranslations("similar");
  const units = useUnits();
  const [drafts, setDrafts] = useDrafts(state.hand);
  const [missing, setMissing] = useState<string | null>(null);
  const fieldError = (name: string) =>
    name === "materials" && way === "hand" ? (missing ?? materialsFault(refused)) : refused?.fields?.[name];
  const filtered = countFilters(state.filters);

  function search(form: FormData) {
    setMissing(null);
    // Before the fields are there what they would hold goes along.
    const { filters, limit, threshold } = form.has("threshold") ? filterValues(form, units) : state;
    const rest = { filters, limit, threshold };
    if (way === "like") return onSearch({ ...state, ...rest, hand: null });
    const hand = handFrom(tEstimates, form, drafts, units);
    if ("error" in hand) return setMissing(hand.error);
    const asked = { ...rest, like: "", hand: hand.value };
    if (isTooLong(asked)) return setMissing(t("searchPanel.theseAreTooManyMaterialsForOne"));
    onSearch(asked);
  }

  return (
    <Card>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          search(new FormData(event.currentTarget));
        }}
      >
        <CardBody className="grid gap-4 pt-4">
          <div>
            <Segmented
              label={t("searchPanel.lookFor")}
              value={way}
              onChange={onWay}
              segments={[
                { value: "like", label: t("searchPanel.likeAnEstimate") },
                { value: "hand", label: t("searchPanel.likeTheseQuantities") },
              ]}
            />
          </div>
          {way === "like" ? (
            <LikeChoice id={state.like} onPick={(like) => onSearch({ ...state, like, hand: null })} />
          ) : (
            <HandFields
              hand={state.hand}
              terms={settings}
              places={settings.known_locations}
              drafts={drafts}
              onDrafts={setDrafts}
              fieldError={fieldError}
            />
          )}
          <details open={filtered > 0} className="grid">
            <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink touch:py-3">
              {filtered === 0
                ? t("searchPanel.filters")
                : filtered === 1
                  ? t("searchPanel.n1FilterIsSet")
                  : t("searchPanel.filtersAreSet", { filtered })}
            </summary>
            <div className="pt-3">
              <FilterFields
                filters={state.filters}
                limit={state.limit}
                threshold={state.threshold}
                places={settings.known_locations}
                fieldError={(name) => (name === "materials" ? undefined : fieldError(name))}
              />
            </div>
          </details>
          {way === "hand" && !missing && <FormProblemNotice problem={refused} />}
        </CardBody>
        <CardFooter className="justify-end">
          <Button type="submit" variant="primary" loading={pending} disabled={way === "like" && !state.like}>
            {t("searchPanel.findSimilarEstimates")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

function LikeChoice({ id, onPick }: { id: string; onPick: (id: string) => void }) {
  const t = useTranslations("similar");
  const estimate = useEstimate(id || null);
  const name = id && estimate.data?.id === id ? estimate.data.name : "";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 break-words">
        {id
          ? t.rich("searchPanel.pastEstimatesLike", {
              span: (chunks) => <span className="font-medium">{chunks}</span>,
              name: name || t("searchPanel.thisOne"),
            })
          : t("searchPanel.chooseAnEstimateItsLikeIs")}
      </p>
      <EstimatePicker
        label={id ? t("searchPanel.chooseAnother") : t("searchPanel.chooseAnEstimate")}
        title={t("searchPanel.likeWhichEstimate")}
        onPick={onPick}
      />
    </div>
  );
}

/** A fault of one of the materials is told at the list of them. */
function materialsFault(problem: FormProblem | null): string | undefined {
  return Object.entries(problem?.fields ?? {}).find(([name]) => /^materials(\.|$)/.test(name))?.[1];
}
