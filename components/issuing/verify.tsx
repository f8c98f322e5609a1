"use client";
import { FileSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { api } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { VerificationAnswer } from "./answers.ts";
import { hashFile, MOST_BYTES } from "./hash-file.ts";
import { VerificationResult } from "./verification-result.tsx";

type State =
  | { kind: "none" }
  | { kind: "asking" }
  | { kind: "refused"; message: string }
  | { kind: "answered"; answer: VerificationAnswer; filename: string | null };

/** Asks whether a document was issued: by its file, which is hashed in the browser and never sent, or by the hash itself. */
export function Verify({ first }: { first: VerificationAnswer | null }) {
  const t = useTranslations("issuing");
  const [state, setState] = useState<State>(
    first ? { kind: "answered", answer: first, filename: null } : { kind: "none" },
  );
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  async function ask(sha256: string, filename: string | null) {
    setState({ kind: "asking" });
    try {
      const answer = await api<VerificationAnswer>(`/api/verify/${sha256}`);
      setState({ kind: "answered", answer, filename });
    } catch (error) {
      setState({ kind: "refused", message: sentenceOf(error) });
    }
  }

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > MOST_BYTES)
      return setState({
        kind: "refused",
        message: t("verify.tooLarge", { size: formatBytes(MOST_BYTES) }),
      });
    setState({ kind: "asking" });
    const sha256 = await hashFile(file).catch(() => undefined);
    if (sha256) return ask(sha256, file.name);
    setState({
      kind: "refused",
      message: sha256 === null ? t("verify.cannotHash") : t("verify.unreadable"),
    });
  }

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className="grid gap-4">
      <div aria-live="polite" className="grid gap-4">
        {state.kind === "asking" && <Callout>{t("verify.asking")}</Callout>}
        {state.kind === "refused" && <Callout tone="bad">{state.message}</Callout>}
        {state.kind === "answered" && <VerificationResult answer={state.answer} filename={state.filename} />}
      </div>
      <Card>
        <CardBody className="grid gap-6 pt-4">
          <section
            aria-label={t("verify.file")}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
            className={cn(
              "grid justify-items-center gap-3 rounded-lg border border-control border-dashed px-4 py-8 text-center",
              isOver && "bg-subtle",
            )}
          >
            <FileSearch aria-hidden className="size-6 text-ink-3" />
            <p className="font-medium">{t("verify.drop")}</p>
            <p className="max-w-prose text-ink-2 text-sm">{t("verify.stays")}</p>
            <Button variant="primary" onClick={() => field.current?.click()}>
              {t("verify.choose")}
            </Button>
            <input
              ref={field}
              type="file"
              accept=".pdf,.xlsx"
              tabIndex={-1}
              aria-label={t("verify.file")}
              className="sr-only"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                event.target.value = "";
                void take(file);
              }}
            />
          </section>
          <form
            method="post"
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              void ask(textOf(new FormData(event.currentTarget), "sha256"), null);
            }}
          >
            <Field label={t("verify.hash")} hint={t("verify.hashHint")} className="min-w-0 grow">
              {(control) => (
                <Input
                  {...control}
                  name="sha256"
                  required
                  pattern="\s*[0-9a-fA-F]{64}\s*"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  className="font-mono"
                />
              )}
            </Field>
            <Button type="submit" loading={state.kind === "asking"}>
              {t("verify.submit")}
            </Button>
          </form>
        </CardBody>
      </Card>
    </div>
  );
}
