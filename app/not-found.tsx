import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageTrace } from "#components/observability/page-trace-line.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={FileQuestion}
        title="There is nothing at this address"
        action={
          <Button asChild variant="primary">
            <Link href="/dashboard">To the dashboard</Link>
          </Button>
        }
      >
        Check the address, or start from the dashboard. What was here may have been deleted. If something
        should be here, tell support the address and the trace id.
        <PageTrace />
      </EmptyState>
    </main>
  );
}
