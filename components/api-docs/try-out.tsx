"use client";
import { createContext, type FormEvent, type ReactNode, useContext, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Code } from "./code.tsx";

const ApiKey = createContext("");

/** Asks once per page whose key the tried requests carry; it is kept nowhere. */
export function TryOutKey({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const [key, setKey] = useState("");
  return (
    <ApiKey value={key.trim()}>
      <Field
        label="API key for trying out"
        optional={signedIn}
        hint={
          signedIn
            ? "Without one, requests are sent as you. It stays on this page and is gone when you leave."
            : "It stays on this page and is gone when you leave."
        }
        className="max-w-md"
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            placeholder="cai_…"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      {children}
    </ApiKey>
  );
}

export interface TryOutProps {
  method: string;
  path: string;
  parameters: { name: string; in: "query" | "path" | "header" | "cookie"; required: boolean }[];
  /** What is sent: a form's file, JSON to begin with, or nothing. */
  body: { form: boolean; example: string } | null;
}

interface Outcome {
  ok: boolean;
  line: string;
  text: string;
}

const MOST_SHOWN = 50_000;

/** A form that sends one request of the API, for real, and shows the answer. */
export function TryOut({ method, path, parameters, body }: TryOutProps) {
  const key = useContext(ApiKey);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const asked = parameters.filter(({ in: where }) => where === "path" || where === "query");

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setOutcome(await request({ method, path, parameters: asked, body }, key, form));
    setPending(false);
  };
  return (
    <form onSubmit={send} className="grid gap-3">
      {asked.map(({ name, required }) => (
        <Field key={name} label={name} optional={!required} className="max-w-md">
          {(control) => <Input {...control} name={name} required={required} autoComplete="off" />}
        </Field>
      ))}
      {body?.form && (
        <Field label="file" className="max-w-md">
          {(control) => <Input {...control} type="file" name="file" required />}
        </Field>
      )}
      {body && !body.form && (
        <Field label="Body">
          {(control) => (
            <Textarea
              {...control}
              name="body"
              rows={Math.min(14, body.example.split("\n").length + 1)}
              spellCheck={false}
              defaultValue={body.example}
              className="font-mono text-sm"
            />
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" loading={pending}>
          Send {method}
        </Button>
        {method !== "GET" && <span className="text-ink-2 text-sm">It is carried out, not only shown.</span>}
      </div>
      {outcome && (
        <div className="grid gap-2">
          <Callout tone={outcome.ok ? "ok" : "bad"} title={outcome.line} announce />
          {outcome.text && <Code label="Answer" text={outcome.text} />}
        </div>
      )}
    </form>
  );
}

async function request(
  { method, path, parameters, body }: TryOutProps,
  key: string,
  form: FormData,
): Promise<Outcome> {
  const given = (name: string) => String(form.get(name) ?? "").trim();
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given(name)));
  const query = new URLSearchParams(
    parameters
      .filter(({ in: where, name }) => where === "query" && given(name) !== "")
      .map(({ name }) => [name, given(name)]),
  ).toString();
  const sent = new FormData();
  const file = form.get("file");
  if (file) sent.set("file", file);
  const startedAt = performance.now();
  try {
    const response = await fetch(query ? `${address}?${query}` : address, {
      method,
      credentials: key ? "omit" : "same-origin",
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body && !body.form ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: body.form ? sent : String(form.get("body") ?? "") } : {}),
    });
    const took = Math.round(performance.now() - startedAt);
    const line = `${response.status} ${response.statusText} after ${took} ms`.replace("  ", " ");
    return { ok: response.ok, line, text: await shown(response) };
  } catch {
    return { ok: false, line: "No answer came. Check the connection and send it again.", text: "" };
  }
}

/** JSON laid out, text as it is; of anything else only its kind. */
async function shown(response: Response): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  if (/json/.test(type)) return JSON.stringify(await response.json(), null, 2).slice(0, MOST_SHOWN);
  if (/^text\//.test(type)) return (await response.text()).slice(0, MOST_SHOWN);
  const { size } = await response.blob();
  return size === 0 ? "" : `${size} bytes of ${type || "an unnamed type"}`;
}
