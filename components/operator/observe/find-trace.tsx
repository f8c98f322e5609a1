"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SearchInput } from "#components/ui/input.tsx";

/** From the trace id that a person read out to support, to what happened. */
export function FindTrace() {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);

  function find(event: FormEvent) {
    event.preventDefault();
    const id = traceIdIn(typed);
    setWrong(id === null);
    if (id) router.push(`/operator/traces/${id}`);
  }

  return (
    <form onSubmit={find} className="w-full max-w-md">
      <div className="flex gap-2">
        <SearchInput
          label="Trace id"
          className="min-w-0 grow"
          value={typed}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? "find-trace-problem" : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
        <Button type="submit">Find</Button>
      </div>
      {wrong && (
        <p id="find-trace-problem" role="alert" className="mt-1 text-left text-bad text-sm">
          A trace id has 32 digits and letters from a to f, as error pages and log lines show it.
        </p>
      )}
    </form>
  );
}

/** The id in what somebody pasted: alone, within a sentence or a log line, or in a traceparent; null where there is none. */
export function traceIdIn(text: string): string | null {
  return /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/.exec(text.toLowerCase())?.[0] ?? null;
}
