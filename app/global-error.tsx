"use client";
import { PageFailure, type PageFailureProps } from "#components/observability/page-failure.tsx";
import "./globals.css";

/** In place of the whole document, where even its frame could not be made. */
export default function GlobalError(props: PageFailureProps) {
  return (
    <html lang="en">
      <body>
        <title>This page failed · Construction AI</title>
        <main className="grid min-h-dvh content-center">
          <h1 className="sr-only">This page failed</h1>
          <PageFailure {...props} />
        </main>
      </body>
    </html>
  );
}
