import Link from "next/link";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** Above every page while the organisation waits for its deletion. */
export function LeavingBanner({
  name,
  dueAt,
  isAdmin,
}: {
  name: string;
  dueAt: string | null;
  isAdmin: boolean;
}) {
  if (!dueAt) return null;
  return (
    <Callout
      tone="bad"
      className="mb-4 print:hidden"
      title={
        <>
          {name} is deleted on <Time at={dueAt} show="date" />
        </>
      }
      action={
        isAdmin && (
          <Link
            href="/settings/data"
            className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
          >
            Export or undo
          </Link>
        )
      }
    >
      Until then it can be read, and nothing in it is changed.
      {!isAdmin && " Its admins can undo this."}
    </Callout>
  );
}
