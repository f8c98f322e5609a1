"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { plural } from "#components/format/numbers.ts";
import { ChangedMeanwhile } from "#components/settings/settings-card.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ArchivalSettingsAnswer } from "./answers.ts";
import { DryRun } from "./dry-run.tsx";
import { useArchivalSettings } from "./queries.ts";
import { type Drafts, draftsOf, rulesOf } from "./rule-drafts.ts";
import { RuleFields } from "./rule-fields.tsx";
import { CLASSES } from "./words.ts";

/** When files move to the archive, and what that would move now. */
export function Rules({ isAdmin }: { isAdmin: boolean }) {
  const settings = useArchivalSettings();
  return (
    <QueryView query={settings} loading={<Skeleton className="h-96 rounded-lg" />}>
      {(data) => <RulesForm settings={data} isAdmin={isAdmin} />}
    </QueryView>
  );
}

function RulesForm({ settings, isAdmin }: { settings: ArchivalSettingsAnswer; isAdmin: boolean }) {
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
      toast({ tone: "ok", title: "The rules are saved" });
    }),
  );
  const changed = JSON.stringify(drafts) !== JSON.stringify(draftsOf(settings.rules));
  return (
    <div className="grid grid-cols-1 gap-5">
      {!isAdmin && <Callout title="Admins change these rules">You may look at them.</Callout>}
      <Card>
        <CardHeader
          title="Rules"
          description="Every night at 02:00 UTC, what a rule finds old enough moves to the archive. Nothing is deleted by it."
        />
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            if (!form.pending) void form.run(drafts);
          }}
        >
          <CardBody className="grid grid-cols-1 gap-5">
            {CLASSES.map(({ id, label, hint }) => (
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
            <p className="text-ink-2 text-sm">{keptText(settings)}</p>
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
                  Undo
                </Button>
              )}
              <Button type="submit" variant="primary" disabled={!changed} loading={form.pending}>
                Save rules
              </Button>
            </CardFooter>
          )}
        </form>
      </Card>
      {isAdmin && <DryRun drafts={drafts} changed={changed} />}
    </div>
  );
}

function keptText({ kept_hot, on_hold }: ArchivalSettingsAnswer): string {
  const kept = `${plural(kept_hot, "file")} ${kept_hot === 1 ? "is" : "are"} kept hot`;
  const held = `${plural(on_hold, "file")} on legal hold`;
  return `${kept} and ${held}: the rules leave them where they are. Both are set on the page of a file or of its project.`;
}
