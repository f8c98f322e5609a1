import Link from "next/link";
import type { ReactNode } from "react";
import { LanguageSelect } from "#components/i18n/language-select.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Wordmark } from "./logo.tsx";

export interface AuthLayoutProps {
  /** The organisation whose address this is; none on the root domain. */
  tenant?: { name: string; logoUrl: string | null } | null;
  title: string;
  description?: ReactNode;
  /** Under the card, e.g. "No account yet? …". */
  footer?: ReactNode;
  children: ReactNode;
}

/** The frame of sign-in and its kin: one card in the middle. */
export function AuthLayout({ tenant, title, description, footer, children }: AuthLayoutProps) {
  return (
    <main id="content" className="grid min-h-dvh content-center justify-items-center gap-5 px-4 py-10">
      {tenant ? (
        <p className="flex items-center gap-2.5 font-semibold text-lg">
          <Avatar name={tenant.name} src={tenant.logoUrl} square className="size-8" />
          {tenant.name}
        </p>
      ) : (
        <Link href="/" className="rounded-sm">
          <Wordmark />
        </Link>
      )}
      <div className="w-full max-w-sm rounded-xl border border-line bg-surface p-6 shadow-md">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {description && <p className="mt-1 text-ink-2">{description}</p>}
        <div className="mt-5">{children}</div>
      </div>
      {footer && <p className="text-center text-ink-2">{footer}</p>}
      <LanguageSelect className="w-32" />
    </main>
  );
}
