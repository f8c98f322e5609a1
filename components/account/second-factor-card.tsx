"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SecondFactorForm } from "#components/auth/second-factor-form.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useRefresh } from "#components/data/use-refresh.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Enrol, type EnrolmentAnswer } from "./enrol.tsx";
import { RecoveryCodeList } from "./recovery-codes.tsx";

interface SecondFactorState {
  enabled: boolean;
  confirmed_at: string | null;
  recovery_codes_left: number;
}

/** Few enough that it is time for new ones. */
const FEW = 3;

/** The person's authenticator app. `has` says what this session still has to show before it is let in. */
export function SecondFactorCard({ has }: { has: "ok" | "to_give" | "to_set_up" }) {
  const t = useTranslations("account");
  const queries = useQueryClient();
  const refreshPage = useRefresh();
  const state = useQuery({
    queryKey: ["second-factor"],
    queryFn: () => api<SecondFactorState>("/api/me/second-factor"),
  });
  const [enrolment, setEnrolment] = useState<EnrolmentAnswer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ["second-factor"] });
    refreshPage();
  };
  const start = async () =>
    setEnrolment(await api<EnrolmentAnswer>("/api/me/second-factor/start", { method: "POST" }));

  if (has === "to_give")
    return (
      <Card>
        <CardHeader
          title={t("secondFactorCard.yourSecondFactor")}
          description={t("secondFactorCard.thisSessionWasOpenedWithoutIt")}
        />
        <CardBody className="max-w-sm">
          <SecondFactorForm
            onSubmit={({ code }) =>
              submitting(async () => {
                await api("/api/me/second-factor/give", { body: { code } });
                location.assign("/dashboard");
              })
            }
          />
        </CardBody>
      </Card>
    );
  return (
    <Card>
      <CardHeader
        title={t("secondFactorCard.secondFactor")}
        description={t("secondFactorCard.aCodeOfAnAuthenticatorAppAsked")}
        actions={
          state.data && (
            <StatusPill tone={state.data.enabled ? "ok" : "neutral"}>
              {state.data.enabled ? t("secondFactorCard.on") : t("secondFactorCard.off")}
            </StatusPill>
          )
        }
      />
      <CardBody>
        <QueryView query={state} loading={<Skeleton className="h-16" />}>
          {(factor) => {
            if (codes)
              return (
                <RecoveryCodeList
                  codes={codes}
                  onDone={() => {
                    setCodes(null);
                    void refresh();
                  }}
                />
              );
            if (enrolment)
              return (
                <Enrol
                  enrolment={enrolment}
                  onCancel={() => setEnrolment(null)}
                  onConfirm={({ code }) =>
                    submitting(async () => {
                      const { recovery_codes } = await api<{ recovery_codes: string[] }>(
                        "/api/me/second-factor",
                        { method: "PUT", body: { enrolment: enrolment.enrolment, code } },
                      );
                      setEnrolment(null);
                      setCodes(recovery_codes);
                    })
                  }
                />
              );
            return factor.enabled ? (
              <Enabled factor={factor} onStart={start} onCodes={setCodes} onChange={refresh} />
            ) : (
              <Start onStart={start} />
            );
          }}
        </QueryView>
      </CardBody>
    </Card>
  );
}

function Start({ onStart }: { onStart: () => Promise<void> }) {
  const t = useTranslations("account");
  const [run, pending] = useSafely();
  return (
    <Button variant="primary" loading={pending} onClick={() => run(onStart)}>
      {t("secondFactorCard.setUp")}
    </Button>
  );
}

function Enabled({
  factor,
  onStart,
  onCodes,
  onChange,
}: {
  factor: SecondFactorState;
  onStart: () => Promise<void>;
  onCodes: (codes: readonly string[]) => void;
  onChange: () => Promise<void>;
}) {
  const t = useTranslations("account");
  const [run, pending] = useSafely();
  const left = factor.recovery_codes_left;
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">
        {t.rich("secondFactorCard.onSinceLeft", {
          part: () => <>{factor.confirmed_at && <Time at={factor.confirmed_at} />}</>,
          value:
            left === 1
              ? t("secondFactorCard.n1RecoveryCodeIs")
              : t("secondFactorCard.recoveryCodesAre", { left }),
        })}
      </p>
      {left <= FEW && (
        <Callout tone="warn" title={t("secondFactorCard.makeNewRecoveryCodes")}>
          {t("secondFactorCard.withoutYourPhoneAndWithoutA")}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button loading={pending} onClick={() => run(onStart)}>
          {t("secondFactorCard.anotherApp")}
        </Button>
        <Confirm
          trigger={<Button>{t("secondFactorCard.newRecoveryCodes")}</Button>}
          title={t("secondFactorCard.makeTenNewRecoveryCodes")}
          description={t("secondFactorCard.thoseYouHaveStopWorking")}
          confirmLabel={t("secondFactorCard.makeNewCodes")}
          onConfirm={async () => {
            const { recovery_codes } = await api<{ recovery_codes: string[] }>(
              "/api/me/second-factor/recovery-codes",
              { method: "POST" },
            );
            onCodes(recovery_codes);
          }}
        />
        <Confirm
          danger
          trigger={<Button variant="danger-ghost">{t("secondFactorCard.turnOff")}</Button>}
          title={t("secondFactorCard.turnTheSecondFactorOff")}
          description={t("secondFactorCard.yourPasswordOrASignInLinkAlone")}
          confirmLabel={t("secondFactorCard.turnOff")}
          onConfirm={async () => {
            await api("/api/me/second-factor", { method: "DELETE" });
            await onChange();
          }}
        />
      </div>
    </div>
  );
}

/** Runs what a button does; what was refused is said in a toast. */
function useSafely(): [run: (work: () => Promise<void>) => void, pending: boolean] {
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setPending(true);
    const refused = await submitting(work);
    if (refused) toast({ tone: "bad", title: refused.message, traceId: refused.traceId ?? null });
    setPending(false);
  };
  return [(work) => void run(work), pending];
}
