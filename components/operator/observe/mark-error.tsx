"use client";
import { useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ErrorGroupAnswer } from "../answers.ts";
import { useChange } from "../change.ts";

type State = ErrorGroupAnswer["state"];

const WORDS: Record<State, { label: string; done: string }> = {
  resolved: { label: "Resolve", done: "It opens again when it comes back." },
  ignored: { label: "Ignore", done: "It stays out of the way until you open it again." },
  open: { label: "Open again", done: "It is among the open ones." },
};

/** What can be said of an error in its state; the answer is undone by the button that takes its place. */
export function MarkError({ error, small = false }: { error: ErrorGroupAnswer; small?: boolean }) {
  const change = useChange();
  const toast = useToast();
  const [pending, setPending] = useState<State | null>(null);

  async function mark(state: State) {
    setPending(state);
    try {
      await change(`/api/admin/errors/${error.fingerprint}`, { method: "PATCH", body: { state } });
      toast({ tone: "ok", title: `${error.type} is ${state}`, description: WORDS[state].done });
    } catch (failure) {
      toast({
        tone: "bad",
        title: "It was not marked",
        description: failure instanceof Error ? failure.message : "Try again in a moment.",
        traceId: faultTrace(failure),
      });
    } finally {
      setPending(null);
    }
  }

  const choices: State[] = error.state === "open" ? ["resolved", "ignored"] : ["open"];
  return (
    <span className="inline-flex gap-2">
      {choices.map((state) => (
        <Button
          key={state}
          {...(small ? { size: "sm" as const } : {})}
          aria-label={`${WORDS[state].label}: ${error.type}`}
          loading={pending === state}
          onClick={() => void mark(state)}
        >
          {WORDS[state].label}
        </Button>
      ))}
    </span>
  );
}
