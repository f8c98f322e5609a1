"use client";
import Link from "next/link";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToken } from "../auth-forms.tsx";

/** By a button: mail scanners open links, but press nothing. */
export function ConfirmEmail() {
  const token = useToken();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<{ new_email: string; waits_for: string | null } | null>(null);

  async function confirm() {
    setPending(true);
    const refused = await submitting(async () => {
      setDone(await api("/api/email-confirmations", { body: { token } }));
    });
    setProblem(refused?.message ?? null);
    setPending(false);
  }

  if (done)
    return (
      <div className="grid gap-4">
        <Callout
          tone="ok"
          announce
          title={done.waits_for ? "Confirmed. One more to go" : "Your address is changed"}
        >
          {done.waits_for
            ? `Now open the link in the mail to ${done.waits_for}.`
            : `Sign in as ${done.new_email} from now on.`}
        </Callout>
        <Button asChild variant="primary" size="lg">
          <Link href="/account">To your profile</Link>
        </Button>
      </div>
    );
  return (
    <div className="grid gap-4">
      {problem && <Callout tone="bad" announce title={problem} />}
      <Button
        variant="primary"
        size="lg"
        className="w-full"
        loading={pending}
        disabled={!token}
        onClick={() => void confirm()}
      >
        Confirm
      </Button>
    </div>
  );
}
