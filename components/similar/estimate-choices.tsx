"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EstimateAnswer } from "#components/data/answers.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { useEstimates } from "#components/data/queries.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { placeName } from "#components/format/place-name.ts";
import { Time } from "#components/format/time-element.tsx";

/** The organisation's estimates, searchable, to choose one. */
export function EstimateChoices({ onPick }: { onPick: (id: string) => void }) {
  const t = useTranslations("similar");
  const [q, setQ] = useState("");
  const estimates = useEstimates({ q });
  return (
    <div className="grid gap-3">
      <SearchField label={t("estimatePicker.searchEstimates")} value={q} onChange={setQ} />
      <PagedList query={estimates} what="estimates">
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-2">{t("estimatePicker.noEstimateMatchesTryAShorter")}</p>
          ) : (
            <ul className="grid max-h-[50dvh] gap-0.5 overflow-y-auto">
              {items.map((estimate) => (
                <Choice key={estimate.id} estimate={estimate} onPick={onPick} />
              ))}
            </ul>
          )
        }
      </PagedList>
    </div>
  );
}

function Choice({ estimate, onPick }: { estimate: EstimateAnswer; onPick: (id: string) => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={() => onPick(estimate.id)}
        className="grid w-full rounded-md px-2.5 py-1.5 text-left hover:bg-hover touch:min-h-11"
      >
        <span className="break-words font-medium">{estimate.name}</span>
        <span className="text-ink-2 text-sm">
          {placeName(estimate.location)} · <Time at={estimate.created_at} />
        </span>
      </button>
    </li>
  );
}
