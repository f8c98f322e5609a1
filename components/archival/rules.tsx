"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { ChangedMeanwhile } from "#components/settings/settings-card.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { FormSkeleton } from "#components/ui/skeletons.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ArchivalSettingsAnswer } from "./answers.ts";
import { DryRun } from "./dry-run.tsx";
import { useArchivalSettings } from "./queries.ts";
import { type Drafts, draftsOf, rulesOf } from "./rule-drafts.ts";
import { RuleFields } from "./rule-fields.tsx";
import { classesOf } from "./words.ts";

/** When files move to the archive, and what that would move now. */
export function Rules({ isAdmin }: { isAdmin: boolean }) {
  const settings = useArchivalSettings();
  return (
    <QueryView query={settings} loading={<FormSkeleton cards={1} fields={4} />}>
      {(data) => <RulesForm settings={data} isAdmin={isAdmin} />}
    </QueryView>
  );
}

function RulesForm({ settings, isAdmin }: { settings: ArchivalSettingsAnswer; isAdmin: boolean }) {
  const t = useTranslations("archival");
  const queries = useQueryClient();
  const toast = useToast();
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(settings.rules));
  const [revision, setRevision] = useState(settings.revision);
  const [outdated, setOutdated] = useState(false);
  const take = (fresh: ArchivalSettingsAnswer) => {
    queries.setQueryData(["archival", "settings"], fresh);
    setRevision(fresh.revision);
  };
  const form = useSubmit<Drafts>((values) =>
    submitting(async () => {
      try {
        const body = { rules: rulesOf(values) };
        const saved = await api<ArchivalSettingsAnswer>("/api/settings/archival", {
          method: "PUT",
          body,
          revision,
        });
        take(saved);
        setDrafts(draftsOf(saved.rules));
      } catch (error) {
        if (error instanceof ApiError && error.code === "settings_changed") setOutdated(true);
        throw error;
      }
      toast({ tone: "ok", title: t("rules.theRulesAreSaved") });
    }),
  );
  const changed = JSON.stringify(drafts) !== JSON.stringify(draftsOf(settings.rules));
  return (
    <div className="grid grid-cols-1 gap-5">
      {!isAdmin && <Callout title={t("rules.adminsChangeTheseRules")}>{t("rules.youMayLookAtThem")}</Callout>}
      <Card>
        <CardHeader title={t("rules.rules")} description={t("rules.everyNightAt0200UtcWhatARule")} />
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            if (!form.pending) void form.run(drafts);
          }}
        >
          <CardBody className="grid grid-cols-1 gap-5">
            {classesOf(t).map(({ id, label, hint }) => (
              <RuleFields
                key={id}
                name={id}
                label={label}
                hint={hint}
                draft={drafts[id]}
                byDefault={settings.defaults[id]}
                disabled={!isAdmin}
                error={(field) => form.fieldError(`rules.${id}.${field}`)}
                onChange={(draft) => setDrafts({ ...drafts, [id]: draft })}
              />
            ))}
            <p className="text-ink-2 text-sm">{keptText(t, settings)}</p>
            {outdated ? (
              <ChangedMeanwhile
                onReload={async () => {
                  take(await api<ArchivalSettingsAnswer>("/api/settings/archival"));
                  setOutdated(false);
                  form.setProblem(null);
                }}
              />
            ) : (
              <FormProblemNotice problem={form.problem} />
            )}
          </CardBody>
          {isAdmin && (
            <CardFooter className="justify-end">
              {changed && (
                <Button type="button" variant="ghost" onClick={() => setDrafts(draftsOf(settings.rules))}>
                  {t("rules.undo")}
                </Button>
              )}
              <Button type="submit" variant="primary" disabled={!changed} loading={form.pending}>
                {t("rules.saveRules")}
              </Button>
            </CardFooter>
          )}
        </form>
      </Card>
      {isAdmin && <DryRun drafts={drafts} changed={changed} />}
    </div>
  );
}

function keptText(t: Translator<"archival">, { kept_hot, on_hold }: ArchivalSettingsAnswer): string {
  const kept = t("rules.kepthotKeptHot", { keptHot: kept_hot });
  const held = t("rules.onholdOnLegalHold", { onHold: on_hold });
  return t("rules.andTheRulesLeaveThemWhereThey", { kept, held });
}
