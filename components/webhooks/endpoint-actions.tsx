"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Pause, Pencil, Play, RotateCcw, Send, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, faultTrace } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { EndpointAnswer, EndpointWithSecretAnswer, ReplayedAnswer } from "./answers.ts";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { ENDPOINTS_KEY, useChange } from "./queries.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint }: { endpoint: EndpointAnswer }) {
  const t = useTranslations("webhooks");
  const change = useChange();
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const path = `/api/webhooks/endpoints/${endpoint.id}`;
  const active = endpoint.status === "active";

  /** Does it, and says how it went. */
  async function run(work: () => Promise<string>) {
    setPending(true);
    try {
      toast({ tone: "ok", title: await work() });
    } catch (error) {
      toast({
        tone: "bad",
        title: sentenceOf(error),
        traceId: faultTrace(error),
      });
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      {active && (
        <Button
          variant="primary"
          disabled={pending}
          onClick={() => run(() => change(`${path}/test`).then(() => t("endpointActions.aTestIsOnItsWay")))}
        >
          <Send aria-hidden />
          {t("endpointActions.sendATest")}
        </Button>
      )}
      {active ? (
        <Button
          disabled={pending}
          onClick={() =>
            run(() => change(`${path}/pause`).then(() => t("endpointActions.pausedWhatHappensNowWaits")))
          }
        >
          <Pause aria-hidden />
          {t("endpointActions.pause")}
        </Button>
      ) : (
        <Button
          variant="primary"
          disabled={pending}
          onClick={() =>
            run(() => change(`${path}/resume`).then(() => t("endpointActions.resumedWhatWaitedIsOnItsWay")))
          }
        >
          <Play aria-hidden />
          {t("endpointActions.resume")}
        </Button>
      )}
      {active && (
        <Confirm
          trigger={
            <Button>
              <RotateCcw aria-hidden />
              {t("endpointActions.sendFailedOnesAgain")}
            </Button>
          }
          title={t("endpointActions.sendFailedMessagesAgain")}
          description={t("endpointActions.allThatFailedOrWereCancelledIn")}
          confirmLabel={t("endpointActions.sendAgain")}
          onConfirm={async () => {
            const since = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString();
            const { replayed, remaining } = await change<ReplayedAnswer>(`${path}/replays`, {
              body: { since },
            });
            toast({
              tone: "ok",
              title:
                replayed === 0
                  ? t("endpointActions.thereWasNothingToSendAgain")
                  : t("endpointActions.onTheirWayAgain", { replayed }),
              ...(remaining > 0
                ? { description: t("endpointActions.areLeftDoItOnceMore", { remaining }) }
                : {}),
            });
          }}
        />
      )}
      <EndpointDialog
        endpoint={endpoint}
        trigger={
          <Button>
            <Pencil aria-hidden />
            {t("endpointActions.change")}
          </Button>
        }
        onSave={(values) => change(path, { method: "PATCH", body: values, revision: endpoint.revision })}
      />
      <RotateDialog
        onRotate={async (overlap_hours) => {
          const rotated = await change<EndpointWithSecretAnswer>(`${path}/secret`, {
            body: { overlap_hours },
          });
          setSecret(rotated.secret);
        }}
      />
      <Confirm
        trigger={
          <Button variant="danger-ghost">
            <Trash2 aria-hidden />
            {t("endpointActions.delete")}
          </Button>
        }
        title={t("endpointActions.deleteThisEndpoint")}
        description={t("endpointActions.itsLogGoesWithItAndWhatWaits")}
        confirmLabel={t("endpointActions.deleteEndpoint")}
        danger
        onConfirm={async () => {
          await api(path, { method: "DELETE" });
          // Only the list: the endpoint itself cannot be asked for any more.
          await queries.invalidateQueries({ queryKey: ENDPOINTS_KEY, exact: true });
          router.push("/settings/webhooks");
        }}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
