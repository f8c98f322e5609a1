"use client";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/states.tsx";

/** A page that failed; the frame around it stays. `digest` is how the server's log names what happened. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Card>
      <ErrorState
        title="This page failed"
        traceId={error.digest ?? null}
        action={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Nothing you saved is lost. If it stays, reload the page, or tell support what you did.
      </ErrorState>
    </Card>
  );
}
