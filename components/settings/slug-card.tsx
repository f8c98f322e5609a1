"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AddressesAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { TypedWord } from "#components/ui/typed-word.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** The organisation's own address, and another one for it. */
export function SlugCard({ addresses }: { addresses: AddressesAnswer }) {
  const t = useTranslations("settings");
  const { url, former, changes_left, slug } = addresses;
  return (
    <Card>
      <CardHeader
        title={t("slugCard.address")}
        description={t("slugCard.ofYourPagesAndOfTheApi")}
        actions={changes_left > 0 && <ChangeAddress addresses={addresses} />}
      />
      <CardBody className="grid gap-3">
        <p className="flex flex-wrap items-center gap-1.5">
          <code className="break-all">{url}</code>
          <CopyButton value={url} label={t("slugCard.copyTheAddress")} />
        </p>
        {former.length > 0 && (
          <div className="grid gap-1 text-ink-2 text-sm">
            <p>{t("slugCard.theseLeadHereTooUntilThen")}</p>
            <ul className="grid gap-0.5">
              {former.map((one) => (
                <li key={one.slug}>
                  {t.rich("slugCard.until", {
                    code: (chunks) => <code>{chunks}</code>,
                    value: url.replace(`//${slug}.`, `//${one.slug}.`),
                    time: () => <Time at={one.leads_until} show="date" />,
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className="text-ink-3 text-sm">
          {changes_left === 0
            ? t("slugCard.itWasChangedThreeTimesWithin30")
            : t("slugCard.itCanBeChangedThreeTimesWithin")}
        </p>
      </CardBody>
    </Card>
  );
}

function ChangeAddress({ addresses: { slug, root_domain } }: { addresses: AddressesAnswer }) {
  const t = useTranslations("settings");
  const [next, setNext] = useState("");
  const form = useSubmit<{ slug: string; confirm: string }>((body) =>
    submitting(async () => {
      const { url } = await api<{ url: string }>("/api/tenant/slug", { method: "PUT", body });
      // Sessions belong to a host: this link signs in at the new one.
      location.assign(url);
      // The page stays as it is until the browser has left it.
      await new Promise(() => {});
    }),
  );
  return (
    <Dialog
      title={t("slugCard.changeTheAddress")}
      description={t("slugCard.leadsToTheNewAddressFor90Days", { slug, rootDomain: root_domain })}
      trigger={<Button>{t("slugCard.changeAddress")}</Button>}
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          slug: textOf(data, "slug").toLowerCase(),
          confirm: textOf(data, "confirm"),
        }))}
      >
        <Field
          label={t("slugCard.newAddress")}
          hint={`${next || "new-name"}.${root_domain}: 3 to 40 lower-case letters, digits and single hyphens.`}
          error={form.fieldError("slug")}
        >
          {(control) => (
            <Input
              {...control}
              name="slug"
              required
              maxLength={40}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        <TypedWord word={slug} error={form.fieldError("confirm")} />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("slugCard.changeAddress")} pending={form.pending} />
      </form>
    </Dialog>
  );
}
