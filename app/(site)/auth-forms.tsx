"use client";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { AcceptInvitationForm } from "#components/auth/accept-invitation-form.tsx";
import { ResetPasswordForm } from "#components/auth/password-reset-forms.tsx";
import { OrganisationForm, SignInForm } from "#components/auth/sign-in-form.tsx";
import { SignUpForm } from "#components/auth/sign-up-form.tsx";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { signIn } from "#components/data/session.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** Sign-in at an organisation's own address. */
export function SignIn({ next }: { next: string }) {
  return (
    <SignInForm
      onPassword={(values) =>
        submitting(async () => {
          await signIn(values);
          location.assign(next);
        })
      }
      onMagicLink={(values) => submitting(() => api("/api/sign-in-links", { body: values }))}
    />
  );
}

/** On the root domain: to the organisation's own address, or a mail with the links of all of them. */
export function FindOrganisation({ rootDomain }: { rootDomain: string }) {
  return (
    <OrganisationForm
      rootDomain={rootDomain}
      onSlug={(slug) => location.assign(`${location.protocol}//${slug}.${rootDomain}/sign-in`)}
      onMail={(values) => submitting(() => api("/api/sign-in-links", { body: values }))}
    />
  );
}

export function SignUp({ rootDomain }: { rootDomain: string }) {
  return (
    <SignUpForm
      rootDomain={rootDomain}
      onSubmit={(values) =>
        submitting(async () => {
          const { url } = await api<{ url: string }>("/api/sign-up", { body: values });
          location.assign(url);
        })
      }
    />
  );
}

export function ResetPassword() {
  const token = useToken();
  return (
    <ResetPasswordForm
      onSubmit={({ password }) =>
        submitting(() => api("/api/password-resets", { method: "PUT", body: { token, password } }))
      }
    />
  );
}

/**
 * Spends the token of a link. A mailed one by a button, since mail scanners open links, but press nothing; one that our
 * own page just handed over (`auto`) at once.
 */
export function SignInByToken({ auto }: { auto: boolean }) {
  const token = useToken();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  async function enter() {
    setPending(true);
    const refused = await submitting(() => signIn({ token: token ?? "" }));
    if (refused) setProblem(refused.message);
    else location.replace("/dashboard");
    setPending(false);
  }
  const started = useRef(false);
  useEffect(() => {
    if (!auto || !token || started.current) return;
    started.current = true;
    void enter();
  });
  if (problem) {
    return (
      <Callout tone="bad" announce title={problem}>
        <a href="/sign-in" className="underline underline-offset-4">
          Back to sign-in
        </a>
      </Callout>
    );
  }
  return (
    <Button
      variant="primary"
      size="lg"
      className="w-full"
      loading={pending}
      disabled={!token}
      onClick={() => void enter()}
    >
      Continue
    </Button>
  );
}

export function AcceptInvitation({ organisation }: { organisation: string }) {
  const token = useToken();
  const [account, setAccount] = useState<{ email: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function accept(more: { name?: string; password?: string }) {
    const answer = await api<{ url: string } | { needs: "account"; email: string }>(
      "/api/invitations/accept",
      { body: { token, ...more } },
    );
    if ("url" in answer) location.replace(answer.url);
    else setAccount({ email: answer.email });
  }
  if (problem) return <Callout tone="bad" announce title={problem} />;
  if (account) {
    return (
      <AcceptInvitationForm
        invitation={{ organisation, email: account.email, role: "a member" }}
        hasAccount={false}
        onSubmit={(values) => submitting(() => accept(values))}
      />
    );
  }
  return (
    <Button
      variant="primary"
      size="lg"
      className="w-full"
      disabled={!token}
      onClick={() =>
        void accept({}).catch((error) => {
          if (!(error instanceof ApiError)) throw error;
          setProblem(error.message);
        })
      }
    >
      Accept the invitation
    </Button>
  );
}

/** The secret behind the `#` of a mailed link: browsers send it to no server. Undefined while the page is rendered on ours. */
function useToken(): string | null {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("hashchange", listener);
      return () => window.removeEventListener("hashchange", listener);
    },
    () => location.hash.slice(1) || null,
    () => null,
  );
}
