"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { sendHeld } from "./held-submits.ts";

/** Why a form was refused: a sentence, the fields at fault by name, and the trace id of the request. */
export interface FormProblem {
  message: string;
  fields?: Record<string, string>;
  traceId?: string | null;
}

/**
 * What every form takes: sends the values, and answers a problem when they were refused. It does not `redirect()`, which
 * would arrive here as a rejection: it goes on with the router, or by the form's own last state.
 */
export type Submit<Values> = (values: Values) => Promise<FormProblem | undefined>;

/** The state of a form between its button and its answer. */
export function useSubmit<Values>(submit: Submit<Values>, onDone?: () => void) {
  const t = useTranslations("ui");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  // After what was typed before has been taken up.
  useEffect(() => {
    const timer = setTimeout(sendHeld);
    return () => clearTimeout(timer);
  }, []);

  async function run(values: Values): Promise<boolean> {
    setPending(true);
    setProblem(null);
    const refused = await submit(values).catch(
      (): FormProblem => ({ message: t("useSubmit.thisCouldNotBeSentCheckYour") }),
    );
    setPending(false);
    if (refused) setProblem(refused);
    else onDone?.();
    return !refused;
  }

  /** For `<form onSubmit>`: `values` reads them from the form's fields. */
  const onSubmit = (values: (form: FormData) => Values) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) void run(values(new FormData(event.currentTarget)));
  };

  return {
    pending,
    problem,
    run,
    onSubmit,
    fieldError: (name: string) => problem?.fields?.[name],
    setProblem,
  };
}

/** The trimmed text of a form's field; empty when it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
