"use client";
import { useState, useSyncExternalStore } from "react";
import { ResetPasswordForm } from "#components/auth/password-reset-forms.tsx";
import { SecondFactorForm } from "#components/auth/second-factor-form.tsx";
import { OrganisationForm, SignInForm } from "#components/auth/sign-in-form.tsx";
import { SignUpForm } from "#components/auth/sign-up-form.tsx";
import { SingleSignOn } from "#components/auth/single-sign-on.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { needsCode, signIn, startSso } from "#components/data/session.ts";

/** Sign-in at an organisation's own address. An account with a second factor gives its code in a second step. */
export function SignIn({
  next,
  organisation,
  sso,
  problem,
}: {
  next: string;
  organisation: string;
  /** Null without single sign-on. */
  sso: { isRequired: boolean } | null;
  /** Why single sign-on let nobody in just now. */
  problem: string | null;
}) {
  const [waiting, setWaiting] = useState<{ email: string; password: string } | null>(null);
  if (waiting)
    return (
      <SecondFactorForm
        onSubmit={({ code }) =>
          submitting(async () => {
            await signIn({ ...waiting, code });
            location.assign(next);
          })
        }
        onBack={() => setWaiting(null)}
      />
    );
  const form = (
    <SignInForm
      onPassword={(values) =>
        submitting(async () => {
          try {
            await signIn(values);
            location.assign(next);
          } catch (error) {
            if (!needsCode(error)) throw error;
            setWaiting(values);
          }
        })
      }
      onMagicLink={(values) => submitting(() => api("/api/sign-in-links", { body: values }))}
    />
  );
  if (!sso && !problem) return form;
  return (
    <SingleSignOn
      organisation={organisation}
      offer={sso}
      problem={problem}
      onStart={() => submitting(() => startSso(next))}
    >
      {form}
    </SingleSignOn>
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

/** The secret behind the `#` of a mailed link: browsers send it to no server. Undefined while the page is rendered on ours. */
export function useToken(): string | null {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("hashchange", listener);
      return () => window.removeEventListener("hashchange", listener);
    },
    () => location.hash.slice(1) || null,
    () => null,
  );
}
