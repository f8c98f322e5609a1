"use client";
import { lazy, Suspense } from "react";
import { failureWords } from "#components/data/failure-words.ts";
import type { PageFailureProps } from "#components/observability/page-failure.tsx";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import "./globals.css";

// Every page has this module at hand; what it shows comes when it is needed.
const GlobalFailure = lazy(() =>
  import("#components/observability/global-failure.tsx").then(
    (module) => ({ default: module.GlobalFailure }),
    () => ({ default: Unreachable }),
  ),
);

/** In place of the whole document, where even its frame could not be made. */
export default function GlobalError(props: PageFailureProps) {
  return (
    <html lang={activeLocale()}>
      <body>
        <Suspense>
          <GlobalFailure {...props} />
        </Suspense>
      </body>
    </html>
  );
}

/** Where that does not come either, the server is gone. */
function Unreachable() {
  return <main className="grid min-h-dvh place-content-center p-6">{failureWords().unreachable}</main>;
}
