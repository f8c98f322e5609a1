import { LockKeyhole } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** What a page of settings shows to members whom it does not concern. */
export function AdminsOnly({ what }: { what: string }) {
  return (
    <Card>
      <h1 className="sr-only">For admins</h1>
      <EmptyState icon={LockKeyhole} title="For admins">
        Admins of the organisation look after {what}.
      </EmptyState>
    </Card>
  );
}
