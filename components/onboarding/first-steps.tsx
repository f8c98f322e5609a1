"use client";
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { toldOf } from "#components/data/told-of.ts";
import { useAskedFor } from "#components/data/url-params.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Progress } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { type FirstStep, type FirstStepsAnswer, useDismissSteps, useFirstSteps } from "./queries.ts";
import { StepAction } from "./step-action.tsx";

/** In the address of the dashboard: brings the list back. */
const ASKED_FOR = "first-steps";

/**
 * What leads a new organisation to its first result and to handing it on: each step done or open as the organisation's own
 * data say, until the member puts the list away.
 */
export function FirstSteps({ initial }: { initial: FirstStepsAnswer }) {
  const steps = useFirstSteps(initial);
  const change = useChange();
  useAskedFor(ASKED_FOR, () => void change(false));
  if (steps.dismissed) return null;
  return <List answer={steps} onDismiss={() => void change(true)} />;
}

function List({
  answer: { steps, working },
  onDismiss,
}: {
  answer: FirstStepsAnswer;
  onDismiss: () => void;
}) {
  const t = useTranslations("onboarding");
  const done = steps.filter((step) => step.done).length;
  const allDone = done === steps.length;
  const next = steps.find((step) => !step.done);
  const progress = t("steps.progress", { done: formatCount(done), all: formatCount(steps.length) });
  return (
    <Card aria-label={t("steps.title")} className="mb-5">
      <CardHeader
        title={t("steps.title")}
        description={allDone ? t("steps.allDone") : t("steps.about")}
        actions={
          <Button variant="ghost" size="sm" onClick={onDismiss}>
            <X aria-hidden />
            {t("steps.dismiss")}
          </Button>
        }
      />
      <CardBody className="flex items-center gap-3 pb-3">
        <Progress label={t("steps.title")} value={done / steps.length} tone={allDone ? "ok" : "brand"} />
        <span className="shrink-0 text-ink-2 text-sm tabular-nums">{progress}</span>
      </CardBody>
      <ol className="border-line border-t">
        {steps.map((step) => (
          <Step key={step.id} step={step} isNext={step === next} working={working} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, isNext, working }: { step: FirstStep; isNext: boolean; working: boolean }) {
  const t = useTranslations("onboarding");
  return (
    <li
      aria-current={isNext ? "step" : undefined}
      className={cn(
        "flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0",
        isNext && "bg-subtle",
      )}
    >
      <Tick done={step.done} />
      <div className="min-w-52 grow basis-0">
        <p className={cn("font-medium", step.done && "text-ink-2")}>{t(`steps.${step.id}.title`)}</p>
        {!step.done && <p className="text-ink-2 text-sm">{hintOf(t, step, working)}</p>}
      </div>
      <StepAction step={step} isNext={isNext} />
    </li>
  );
}

function Tick({ done }: { done: boolean }) {
  const t = useTranslations("onboarding");
  return (
    <span
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-full border",
        done ? "border-transparent bg-ok-soft text-ok" : "border-control",
      )}
    >
      {done && <Check aria-hidden className="size-3.5" strokeWidth={3} />}
      <span className="sr-only">{done ? t("steps.done") : t("steps.open")}</span>
    </span>
  );
}

/** What the step is for, or what it waits for. */
function hintOf(t: Translator<"onboarding">, { id, done, target }: FirstStep, working: boolean): string {
  if (id === "settings" || id === "invite" || id === "model" || done || target) return t(`steps.${id}.text`);
  return id === "estimate" && working ? t("steps.estimate.working") : t(`steps.${id}.waiting`);
}

function useChange(): (dismissed: boolean) => Promise<void> {
  const t = useTranslations("onboarding");
  const dismiss = useDismissSteps();
  const toast = useToast();
  return async (dismissed) => {
    try {
      await dismiss(dismissed);
      if (dismissed)
        toast({
          title: t("steps.dismissed"),
          description: t("steps.dismissedHint"),
          undo: () => dismiss(false),
        });
    } catch (error) {
      toast({ tone: "bad", title: t("steps.notChanged"), ...toldOf(error) });
    }
  };
}
