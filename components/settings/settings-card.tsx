"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { reloadSettings } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

export type SettingsChange = Partial<Record<keyof SettingsAnswer, unknown>>;

/** The settings that a page shows, and the revision that the person has seen: changes are meant for that one. */
export interface Seen {
  settings: SettingsAnswer;
  revision: number;
  setRevision: (revision: number) => void;
}

/**
 * The state of a form over some of the settings. It sends only what differs from what the form started with, so that
 * fields somebody else has changed meanwhile are left alone; and where anything has changed it sends nothing and says so.
 */
export function useSettingsForm({ settings, revision, setRevision }: Seen, onSaved?: () => void) {
  const t = useTranslations("settings");
  const queries = useQueryClient();
  const toast = useToast();
  const [start, setStart] = useState(settings);
  const [outdated, setOutdated] = useState(false);
  const form = useSubmit<SettingsChange>((values) =>
    submitting(async () => {
      const body = differing(values, start);
      if (Object.keys(body).length === 0)
        return toast({ tone: "info", title: t("settingsCard.nothingWasChanged") });
      try {
        const saved = await api<SettingsAnswer>("/api/settings", { method: "PATCH", body, revision });
        queries.setQueryData(["settings"], saved);
        setRevision(saved.revision);
        setStart(saved);
      } catch (error) {
        if (error instanceof ApiError && error.code === "settings_changed") setOutdated(true);
        throw error;
      }
      await queries.invalidateQueries({ queryKey: ["tenant"] });
      toast({ tone: "ok", title: t("settingsCard.settingsAreSaved") });
      onSaved?.();
    }),
  );
  const reload = async () => {
    setRevision((await reloadSettings(queries)).revision);
    setOutdated(false);
    form.setProblem(null);
  };
  return { ...form, outdated, reload };
}

function differing(values: SettingsChange, start: SettingsAnswer): SettingsChange {
  const before: SettingsChange = start;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof SettingsAnswer]),
    ),
  );
}

export function SettingsCard({
  title,
  description,
  isAdmin,
  form,
  values,
  children,
}: {
  title: string;
  description: ReactNode;
  isAdmin: boolean;
  form: ReturnType<typeof useSettingsForm>;
  values: (data: FormData) => SettingsChange;
  children: ReactNode;
}) {
  const t = useTranslations("settings");
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <form method="post" onSubmit={form.onSubmit(values)}>
        <CardBody>
          <fieldset disabled={!isAdmin} className="grid grid-cols-1 gap-4" aria-label={title}>
            {children}
            {form.outdated ? (
              <ChangedMeanwhile onReload={form.reload} />
            ) : (
              <FormProblemNotice problem={form.problem} />
            )}
          </fieldset>
        </CardBody>
        {isAdmin && (
          <CardFooter className="justify-end">
            <Button
              type="submit"
              variant="primary"
              loading={form.pending}
              aria-label={t("settingsCard.save", { title })}
            >
              {t("settingsCard.save2")}
            </Button>
          </CardFooter>
        )}
      </form>
    </Card>
  );
}

export function ChangedMeanwhile({ onReload }: { onReload: () => Promise<void> }) {
  const t = useTranslations("settings");
  return (
    <Callout
      tone="warn"
      announce
      title={t("settingsCard.somebodyHasChangedTheSettings")}
      action={
        <Button size="sm" onClick={() => void onReload()}>
          {t("settingsCard.loadTheNewest")}
        </Button>
      }
    >
      {t("settingsCard.nothingWasSavedLoadWhatIsNew")}
    </Callout>
  );
}
