"use client";
import { AtSign } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { type Named, toBody } from "./mentions.ts";
import { useMembers } from "./queries.ts";

/** A comment as it is written: plain text, and members who are chosen from a list to be mentioned. */
export function CommentForm({
  label,
  submit,
  start = { typed: "", chosen: [] },
  onSend,
  onCancel,
  children,
}: {
  label: string;
  submit: string;
  start?: { typed: string; chosen: readonly Named[] };
  onSend: (body: string) => Promise<void>;
  onCancel?: () => void;
  /** Further fields. */
  children?: React.ReactNode;
}) {
  const t = useTranslations("variants");
  const [typed, setTyped] = useState(start.typed);
  const [chosen, setChosen] = useState(start.chosen);
  const field = useRef<HTMLTextAreaElement>(null);
  const members = useMembers();
  const people = (members.data?.items ?? []).map(({ user_id, name, email }) => ({
    id: user_id,
    name: name || email,
    email,
  }));
  const form = useSubmit<string>((body) =>
    submitting(async () => {
      await onSend(body);
      setTyped("");
      setChosen([]);
    }),
  );

  function mention(id: string) {
    const person = people.find((one) => one.id === id);
    if (!person) return;
    const at = field.current?.selectionStart ?? typed.length;
    const before = typed.slice(0, at);
    const space = before === "" || /\s$/.test(before) ? "" : " ";
    setTyped(`${before}${space}@${person.name} ${typed.slice(at)}`);
    setChosen((now) => [...now.filter((one) => one.id !== id), { id, name: person.name }]);
    field.current?.focus();
  }

  return (
    <form method="post" className="grid gap-3" onSubmit={form.onSubmit(() => toBody(typed.trim(), chosen))}>
      <Field label={label} error={form.fieldError("body")}>
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            name="body"
            required
            maxLength={3500}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {children}
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={form.pending}>
          {submit}
        </Button>
        <Combobox
          label={t("comments.searchMembers")}
          options={people.map(({ id, name, email }) => ({ value: id, label: name, detail: email }))}
          onSelect={mention}
          trigger={
            <Button>
              <AtSign aria-hidden />
              {t("comments.mention")}
            </Button>
          }
        />
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {t("comments.cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
