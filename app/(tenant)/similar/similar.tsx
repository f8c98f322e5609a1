"use client";
import { Calculator, ListPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { ApiError } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { useEstimate, useEstimates, useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { Help } from "#components/onboarding/help.tsx";
import type { Role } from "#components/shell/types.ts";
import type { RatesTarget } from "#components/similar/adopt-hourly-rates.tsx";
import { useSimilar } from "#components/similar/queries.ts";
import { SearchPanel, type Way } from "#components/similar/search-panel.tsx";
import { paramsOf, readState, type SearchState } from "#components/similar/search-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";

// Fetched while the search is made.
const Results = later(async () => (await import("#components/similar/results.tsx")).Results, Loading);

/** Past estimates that are like one, or like quantities that are typed. */
export function Similar({ role }: { role: Role }) {
  const t = useTranslations("similar");
  const settings = useSettings();
  const [param] = useUrlParams();
  return (
    <div>
      <PageHeader
        title={t("similar.similarEstimates")}
        badges={<Help topic="similar" />}
        description={t("similar.whatYourOrganisationHasPriced")}
      />
      <QueryView query={settings} loading={<Loading />}>
        {(data) => <Search key={param("like")} role={role} settings={data} />}
      </QueryView>
    </div>
  );
}

function Search({ role, settings }: { role: Role; settings: SettingsAnswer }) {
  const tEstimates = useTranslations("estimates");
  const t = useTranslations("similar");
  const [param, setParams] = useUrlParams();
  Results.useAtRest();
  const asked = readState(tEstimates, param);
  const [chosenWay, setWay] = useState<Way | null>(null);
  // Who has asked nothing yet is shown the like of the newest estimate, so that there is something to see.
  const newest = useEstimates({}).data?.items.find(({ status }) => status === "complete");
  const way = chosenWay ?? (asked.hand && !asked.like ? "hand" : "like");
  const state: SearchState =
    way === "like" ? { ...asked, like: asked.like || (newest?.id ?? "") } : { ...asked, like: "" };
  const similar = useSimilar(state);
  const refused = similar.error instanceof ApiError && similar.error.status < 500 && similar.error.status > 0;

  // The panel's fields are filled in anew when what is asked changed elsewhere, and kept when the panel itself asked.
  const current = JSON.stringify(paramsOf(state));
  const [panel, setPanel] = useState({ key: 0, seen: current, sent: "" });
  if (panel.seen !== current)
    setPanel({ key: current === panel.sent ? panel.key : panel.key + 1, seen: current, sent: "" });

  function search(next: SearchState) {
    // The same question again is a wish for a fresh answer.
    if (JSON.stringify(paramsOf(next)) === current) void similar.refetch();
    setParams(paramsOf(next));
  }

  return (
    <div className="grid grid-cols-1 gap-5">
      <SearchPanel
        key={panel.key}
        way={way}
        state={state}
        settings={settings}
        problem={refused ? problemOf(similar.error) : null}
        pending={similar.isFetching}
        onWay={setWay}
        onSearch={(next) => {
          setPanel({ ...panel, sent: JSON.stringify(paramsOf(next)) });
          search(next);
        }}
      />
      {way === "hand" && !state.hand ? (
        <Card>
          <EmptyState icon={ListPlus} title={t("similar.enterWhatIsToBeBuilt")}>
            {t("similar.oneMaterialWithItsQuantityIs")}
          </EmptyState>
        </Card>
      ) : way === "like" && !state.like ? (
        <NothingYet role={role} />
      ) : refused && way === "hand" ? null : (
        <QueryView
          query={{ ...similar, data: similar.error ? undefined : similar.data }}
          loading={<Loading />}
        >
          {(answer) => (
            <Answered role={role} state={state} settings={settings} onSearch={search}>
              {(target) => (
                <Results key={state.like} answer={answer} like={state.like} target={target} role={role} />
              )}
            </Answered>
          )}
        </QueryView>
      )}
    </div>
  );
}

/** With where hourly rates of a result would go: into what was typed, or into the estimate for who may change it. */
function Answered({
  role,
  state: { like, hand, ...rest },
  settings,
  onSearch,
  children,
}: {
  role: Role;
  state: SearchState;
  settings: SettingsAnswer;
  onSearch: (state: SearchState) => void;
  children: (target: RatesTarget | null) => React.ReactNode;
}) {
  const estimate = useEstimate(like || null).data;
  if (hand && !like) {
    return children({
      rates: hand,
      currency: settings.currency,
      onAdopt: (rates) => onSearch({ ...rest, like, hand: { ...hand, ...rates } }),
    });
  }
  const mayChange = role !== "viewer" && estimate?.id === like && estimate.status === "complete";
  return children(mayChange ? { rates: estimate, currency: estimate.cost.currency, estimateId: like } : null);
}

function NothingYet({ role }: { role: Role }) {
  const t = useTranslations("similar");
  return (
    <Card>
      <EmptyState
        icon={Calculator}
        title={t("similar.noEstimatesYet")}
        action={
          role !== "viewer" && (
            <Button asChild variant="primary">
              <Link href="/estimates/new">{t("similar.newEstimate")}</Link>
            </Button>
          )
        }
      >
        {t("similar.asSoonAsYourOrganisationHas")}
      </EmptyState>
    </Card>
  );
}

function Loading() {
  const t = useTranslations("similar");
  return (
    <div className="grid gap-4" role="status" aria-label={t("similar.loadingSimilarEstimates")}>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} className="h-40 rounded-lg" />
      ))}
    </div>
  );
}
