"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioList } from "#components/ui/radio-list.tsx";
import { type FormProblem, useSubmit } from "#components/ui/use-submit.ts";
import type { BulkTermsAnswer, RestoreTier, TermsAnswer } from "./answers.ts";
import { costText, TIER_ORDER, tiers, withinText } from "./words.ts";

export interface RestoreWish {
  tier: RestoreTier;
  restore_days: number;
  permanent: boolean;
}

interface RestoreFormProps {
  offer: Pick<BulkTermsAnswer, "terms" | "permanent">;
  /** Of one file: the restore that is under way, or readable. It can be extended, or kept for good. */
  restore: TermsAnswer["restore"];
  /** How many are asked for anew, and how many are restored already, or on their way. */
  fresh: number;
  open: number;
  permanent: boolean;
  onAsk: (wish: RestoreWish) => Promise<FormProblem | undefined>;
}

const DAYS = 7;
const MOST_DAYS = 365;

/** Of a restore that there is, a week more than it has. */
export function daysOffered(restore: RestoreFormProps["restore"], now: number): number {
  if (!restore) return DAYS;
  const has =
    restore.status === "ready" && restore.expires_at
      ? Math.max(0, Math.ceil((Date.parse(restore.expires_at) - now) / 86_400_000))
      : restore.restore_days;
  return Math.min(MOST_DAYS, has + DAYS);
}

/** What is chosen of a restore, each choice with its time and cost. */
export function RestoreForm({ offer, restore, fresh, open, permanent, onAsk }: RestoreFormProps) {
  const t = useTranslations("archival");
  const [tier, setTier] = useState<RestoreTier>(restore?.tier ?? "standard");
  const [length, setLength] = useState<"days" | "good">(permanent && offer.permanent.fits ? "good" : "days");
  const [days, setDays] = useState(() => String(daysOffered(restore, Date.now())));
  const form = useSubmit<RestoreWish>(onAsk);
  // Where every tier is at once there is nothing to choose.
  const atOnce = offer.terms.every(({ expected_seconds }) => expected_seconds === 0);
  const chosen = offer.terms.find((term) => term.tier === tier);
  const price = chosen?.cost && !chosen.free && !restore && !atOnce ? costText(t, chosen.cost) : null;
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.pending)
          void form.run({
            tier,
            restore_days: length === "good" ? DAYS : Number(days),
            permanent: length === "good",
          });
      }}
    >
      {restore ? (
        <UnderWay restore={restore} />
      ) : fresh === 0 ? null : atOnce ? (
        <Callout title={t("restoreForm.restoredAtOnceAtNoCharge")}>
          {t("restoreForm.whatIsStoredForInfrequent")}
        </Callout>
      ) : (
        <TierChoice offer={offer} tier={tier} onChange={setTier} />
      )}
      {open > 0 && (
        <p className="text-ink-2 text-sm">
          {t("restoreForm.ofTheseFilesRestoredAlreadyOr", {
            open: formatCount(open),
            value: open === 1 ? t("restoreForm.is") : t("restoreForm.are"),
            value2: open === 1 ? t("restoreForm.it") : t("restoreForm.them"),
          })}
        </p>
      )}
      <RadioList
        legend={t("restoreForm.howLong")}
        name="length"
        value={length}
        onChange={setLength}
        items={[
          {
            value: "days",
            label: t("restoreForm.forSomeDays"),
            hint: t("restoreForm.backInTheArchiveAfterwardsAnd"),
          },
          {
            value: "good",
            label: t("restoreForm.permanently"),
            hint: offer.permanent.fits
              ? t("restoreForm.backToHotStorageKeptThere", {
                  storageFree: formatBytes(offer.permanent.storage_free),
                })
              : t("restoreForm.noRoomInHotStorageOnlyAreFree", {
                  storageFree: formatBytes(offer.permanent.storage_free),
                }),
            disabled: !offer.permanent.fits,
          },
        ]}
      />
      {length === "days" && (
        <Field
          label={t("restoreForm.forHowManyDays")}
          hint={t("restoreForm.countedFrom1To", {
            value: restore?.status === "ready" ? t("restoreForm.now") : t("restoreForm.whenItIsRestored"),
            mostDays: MOST_DAYS,
          })}
          error={form.fieldError("restore_days")}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={1}
              max={MOST_DAYS}
              step={1}
              className="max-w-28"
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
      )}
      <FormProblemNotice problem={form.problem} />
      <DialogFooter
        submit={restore ? t("restoreForm.save") : price ? `Restore · ${price}` : t("restoreForm.restore")}
        pending={form.pending}
      />
    </form>
  );
}

function TierChoice({
  offer,
  tier,
  onChange,
}: {
  offer: RestoreFormProps["offer"];
  tier: RestoreTier;
  onChange: (tier: RestoreTier) => void;
}) {
  const t = useTranslations("archival");
  const terms = TIER_ORDER.flatMap((id) => offer.terms.find((term) => term.tier === id) ?? []);
  return (
    <RadioList
      legend={t("restoreForm.howSoon")}
      name="tier"
      value={tier}
      onChange={onChange}
      items={terms.map(
        ({ tier: value, available, reason, expected_seconds, estimated_ready, cost, free }) => ({
          value,
          label: tiers(t)[value].label,
          disabled: !available,
          hint: available
            ? t.rich("restoreForm.ready", {
                expectedSeconds: withinText(t, expected_seconds ?? 0),
                part: () => (
                  <>
                    {estimated_ready &&
                      t.rich("restoreForm.by", {
                        time: () => <Time at={estimated_ready} show="datetime" />,
                      })}
                  </>
                ),
              })
            : reason,
          aside: free ? t("restoreForm.noCharge") : cost && costText(t, cost),
        }),
      )}
    />
  );
}

function UnderWay({ restore }: { restore: NonNullable<TermsAnswer["restore"]> }) {
  const t = useTranslations("archival");
  return restore.status === "ready" ? (
    <Callout tone="ok" title={t("restoreForm.itIsRestoredAlready")}>
      {restore.permanent
        ? t("restoreForm.itIsGoingBackToHotStorage")
        : t.rich("restoreForm.itCanBeDownloadedUntilAskFor", {
            part: () => <>{restore.expires_at && <Time at={restore.expires_at} show="datetime" />}</>,
          })}
    </Callout>
  ) : (
    <Callout title={t("restoreForm.itIsBeingRestoredAlready")}>
      {t.rich("restoreForm.expectedAskingForMoreDaysOrFor", {
        time: () => <Time at={restore.estimated_ready} show="datetime" />,
      })}
    </Callout>
  );
}
