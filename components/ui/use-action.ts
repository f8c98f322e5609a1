"use client";
import { unstable_isUnrecognizedActionError as isOfAnotherBuild } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useActionState, useState, useTransition } from "react";
import { CONFIRMATION_CODE, confirmedAnew } from "#components/data/confirmation.ts";
import { newVersion } from "#components/data/new-version.ts";
import type { ActionResult } from "#lib/http/action.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { FormProblem } from "./use-submit.ts";

/** A server action as a form takes it: `serverAction()` makes them. */
export type FormAction<T> = (previous: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>;

type Answer<T> = { data: T } | { problem: FormProblem };

/**
 * The state of a form that a server action receives. Without scripts the browser posts the form and the page comes back
 * with the answer; with them the form keeps what was typed, and says so when the server cannot be reached.
 */
export function useAction<T>(action: FormAction<T>) {
  const t = useTranslations("ui");
  const [posted, post] = useActionState(action, null);
  const [answered, setAnswered] = useState<Answer<T> | null>(null);
  const [pending, startTransition] = useTransition();
  const answer = answered ?? (posted && toAnswer(posted));
  const problem = answer && "problem" in answer ? answer.problem : null;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      const next = await send(action, form).then(toAnswer, (error) => unsent(t, error));
      startTransition(() => setAnswered(next));
    });
  }

  return {
    /** For `<form {...form.props}>`. */
    props: { action: post, onSubmit },
    pending,
    problem,
    /** What the action answered, once it went through. */
    data: answer && "data" in answer ? answer.data : null,
    done: answer !== null && "data" in answer,
    fieldError: (name: string) => problem?.fields?.[name],
  };
}

/** Once more, when the person has confirmed that it is they. */
async function send<T>(action: FormAction<T>, form: FormData): Promise<ActionResult<T>> {
  const result = await action(null, form);
  const again = !result.ok && result.problem.code === CONFIRMATION_CODE && (await confirmedAnew());
  return again ? action(null, form) : result;
}

/** Why nothing came of it: the server is of another build and knows no such action, or it cannot be reached. */
function unsent(t: Translator<"ui">, error: unknown): { problem: FormProblem } {
  if (!isOfAnotherBuild(error)) return { problem: { message: t("useAction.thisCouldNotBeSentCheckYour") } };
  newVersion.tell();
  return { problem: { message: t("useAction.newVersion") } };
}

function toAnswer<T>(result: ActionResult<T>): Answer<T> {
  if (result.ok) return { data: result.data };
  const { detail, issues = [], trace_id } = result.problem;
  return {
    problem: {
      message: detail,
      fields: Object.fromEntries(issues.map((issue) => [issue.path, issue.message])),
      traceId: trace_id,
    },
  };
}
