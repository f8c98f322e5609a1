"use client";
import { PageFailure, type PageFailureProps } from "#components/observability/page-failure.tsx";
import { Card } from "#components/ui/card.tsx";

/** A page that failed; the frame around it stays. */
export default function PageError(props: PageFailureProps) {
  return (
    <Card>
      <h1 className="sr-only">This page failed</h1>
      <PageFailure {...props} />
    </Card>
  );
}
