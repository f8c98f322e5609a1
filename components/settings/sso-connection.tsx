"use client";
import { useQueryClient } from "@tanstack/react-query";
import { PlugZap, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SsoAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type Connection, useSsoChange } from "./use-sso.ts";

/** What to register at the provider, what to enter of it here, and whether members may or have to use it. */
export function SsoConnection({ sso: { connection, redirect_uris } }: { sso: SsoAnswer }) {
  return (
    <>
      <RedirectUris uris={redirect_uris} />
      <ConnectionForm key={connection?.issuer} connection={connection} />
      {connection && (
        <Switches key={`${connection.issuer} ${connection.client_id}`} connection={connection} />
      )}
    </>
  );
}

function RedirectUris({ uris }: { uris: string[] }) {
  const t = useTranslations("settings");
  return (
    <div className="grid gap-1 text-sm">
      <p>
        {t.rich("ssoCard.atTheProviderRegisterAWeb", {
          value: uris.length === 1 ? t("ssoCard.thisRedirectUri") : t("ssoCard.theseRedirectUris"),
          code: (chunks) => <code>{chunks}</code>,
          code2: (chunks) => <code>{chunks}</code>,
        })}
      </p>
      <ul className="grid gap-1">
        {uris.map((uri) => (
          <li
            key={uri}
            className="flex items-center justify-between gap-2 rounded-md border border-line bg-subtle px-3 py-2"
          >
            <code className="break-all">{uri}</code>
            <CopyButton value={uri} label={t("ssoCard.copyTheRedirectUri")} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ConnectionForm({ connection }: { connection: Connection | null }) {
  const t = useTranslations("settings");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<{ issuer: string; client_id: string; client_secret?: string }>((body) =>
    submitting(async () => {
      queries.setQueryData(["sso"], await api<SsoAnswer>("/api/settings/sso", { method: "PUT", body }));
      toast({ tone: "ok", title: t("ssoCard.theIdentityProviderIsSaved") });
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => {
        const secret = textOf(data, "client_secret");
        return {
          issuer: textOf(data, "issuer"),
          client_id: textOf(data, "client_id"),
          ...(secret ? { client_secret: secret } : {}),
        };
      })}
    >
      <Field
        label={t("ssoCard.issuer")}
        hint={t("ssoCard.exactlyAsTheProviderWritesItA")}
        error={form.fieldError("issuer")}
      >
        {(control) => (
          <Input
            {...control}
            name="issuer"
            required
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder={t("ssoCard.httpsLoginExampleCom")}
            defaultValue={connection?.issuer}
          />
        )}
      </Field>
      <Field label={t("ssoCard.clientId")} error={form.fieldError("client_id")}>
        {(control) => (
          <Input
            {...control}
            name="client_id"
            required
            autoComplete="off"
            spellCheck={false}
            defaultValue={connection?.client_id}
          />
        )}
      </Field>
      <Field
        label={t("ssoCard.clientSecret")}
        hint={
          connection ? t("ssoCard.keptAndNeverShownAgainFillItIn") : t("ssoCard.neverShownAgainOnceItIsSaved")
        }
        error={form.fieldError("client_secret")}
      >
        {(control) => (
          <Input
            {...control}
            name="client_secret"
            type="password"
            required={!connection}
            autoComplete="off"
          />
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={connection ? "secondary" : "primary"} loading={form.pending}>
          {t("ssoCard.saveProvider")}
        </Button>
        {connection && <Remove />}
      </div>
    </form>
  );
}

function Remove() {
  const t = useTranslations("settings");
  const queries = useQueryClient();
  return (
    <Confirm
      danger
      title={t("ssoCard.removeTheIdentityProvider")}
      description={t("ssoCard.membersSignInByPasswordOrLink")}
      confirmLabel={t("ssoCard.removeProvider")}
      trigger={
        <Button type="button" variant="ghost">
          <Trash2 aria-hidden />
          {t("ssoCard.removeProvider")}
        </Button>
      }
      onConfirm={async () => {
        await api("/api/settings/sso", { method: "DELETE" });
        await queries.invalidateQueries({ queryKey: ["sso"] });
      }}
    />
  );
}

function Switches({ connection }: { connection: Connection }) {
  const t = useTranslations("settings");
  const { asked, problem, change } = useSsoChange();
  return (
    <div className="grid gap-4 border-line border-t pt-5">
      <Test />
      <Switch
        label={t("ssoCard.singleSignOnIsOn")}
        hint={t("ssoCard.theSignInPageOffersItBeside")}
        checked={asked?.is_enabled ?? connection.is_enabled}
        disabled={asked !== null}
        onCheckedChange={(on) => void change({ is_enabled: on })}
      />
      <Switch
        label={t("ssoCard.requireSingleSignOn")}
        hint={t("ssoCard.membersGetInByNoPasswordOrLink")}
        checked={asked?.is_required ?? connection.is_required}
        disabled={asked !== null || !connection.is_enabled}
        onCheckedChange={(on) => void change({ is_required: on })}
      />
      {problem && <Callout tone="bad" announce title={problem} />}
    </div>
  );
}

function Test() {
  const t = useTranslations("settings");
  const [found, setFound] = useState<{ ok: boolean; problem: string | null } | null>(null);
  const form = useSubmit<undefined>(() =>
    submitting(async () => {
      setFound(null);
      setFound(await api("/api/settings/sso/test", { method: "POST" }));
    }),
  );
  return (
    <div className="grid justify-items-start gap-3">
      <Button loading={form.pending} onClick={() => void form.run(undefined)}>
        <PlugZap aria-hidden />
        {t("ssoCard.testTheProvider")}
      </Button>
      <FormProblemNotice problem={form.problem} />
      {found && (
        <Callout
          announce
          tone={found.ok ? "ok" : "bad"}
          title={found.problem ?? t("ssoCard.theProviderAnswersAsItShould")}
        />
      )}
    </div>
  );
}
