"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SecondFactorForm } from "#components/auth/second-factor-form.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
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
  const queries = useQueryClient();
  const router = useRouter();
  const state = useQuery({
    queryKey: ["second-factor"],
    queryFn: () => api<SecondFactorState>("/api/me/second-factor"),
  });
  const [enrolment, setEnrolment] = useState<EnrolmentAnswer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ["second-factor"] });
    router.refresh();
  };
  const start = async () =>
    setEnrolment(await api<EnrolmentAnswer>("/api/me/second-factor/start", { method: "POST" }));

  if (has === "to_give")
    return (
      <Card>
        <CardHeader
          title="Your second factor"
          description="This session was opened without it. Give a code to go on."
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
        title="Second factor"
        description="A code of an authenticator app, asked for after your password or sign-in link."
        actions={
          state.data && (
            <StatusPill tone={state.data.enabled ? "ok" : "neutral"}>
              {state.data.enabled ? "On" : "Off"}
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
  const [run, pending] = useSafely();
  return (
    <Button variant="primary" loading={pending} onClick={() => run(onStart)}>
      Set up
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
  const [run, pending] = useSafely();
  const left = factor.recovery_codes_left;
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">
        On since {factor.confirmed_at && <Time at={factor.confirmed_at} />}.{" "}
        {left === 1 ? "1 recovery code is" : `${left} recovery codes are`} left.
      </p>
      {left <= FEW && (
        <Callout tone="warn" title="Make new recovery codes">
          Without your phone and without a code nobody can let you in.
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button loading={pending} onClick={() => run(onStart)}>
          Another app
        </Button>
        <Confirm
          trigger={<Button>New recovery codes</Button>}
          title="Make ten new recovery codes?"
          description="Those you have stop working."
          confirmLabel="Make new codes"
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
          trigger={<Button variant="danger-ghost">Turn off</Button>}
          title="Turn the second factor off?"
          description="Your password or a sign-in link alone will let you in, at all of your organisations."
          confirmLabel="Turn off"
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
