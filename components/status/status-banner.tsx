"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { type IncidentAnswer, isUnderWay, type StatusAnswer, toBeTold } from "./words.ts";

const EVERY_MS = 60_000;

/** Above every page of an organisation while an incident is open or maintenance is near; no page waits for it. */
export function StatusBanner() {
  const t = useTranslations("status");
  const { data } = useQuery({
    queryKey: ["status"],
    queryFn: () => api<StatusAnswer>("/api/status"),
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
  });
  if (!data) return null;
  const now = new Date(data.updated_at);
  const [first, ...others] = toBeTold(data, now);
  if (!first) return null;
  return (
    <Callout
      tone={
        first.impact === "down" && first.kind === "incident"
          ? "bad"
          : first.kind === "incident"
            ? "warn"
            : "info"
      }
      className="mb-4 print:hidden"
      title={first.title}
      action={
        <a href="/status" className="font-medium underline underline-offset-4 touch:inline-block touch:py-3">
          {t("statusBanner.status")}
        </a>
      }
    >
      <Gist incident={first} now={now} />
      {others.length > 0 && t("statusBanner.andMore", { length: others.length })}
    </Callout>
  );
}

function Gist({ incident, now }: { incident: IncidentAnswer; now: Date }) {
  const t = useTranslations("status");
  const { kind, starts_at, ends_at, updates } = incident;
  if (kind === "incident") return <span className="line-clamp-3">{updates[0]?.text}</span>;
  return (
    <>
      {t.rich("statusBanner.from", {
        value: isUnderWay(incident, now)
          ? t("statusBanner.maintenanceIsUnderWay")
          : t("statusBanner.plannedMaintenance"),
        time: () => <Time at={starts_at} show="datetime" />,
        part: () => (
          <>
            {ends_at && (
              <> {t.rich("statusBanner.until", { time: () => <Time at={ends_at} show="datetime" /> })}</>
            )}
          </>
        ),
      })}
    </>
  );
}
