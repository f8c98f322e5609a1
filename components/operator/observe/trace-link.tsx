import Link from "next/link";
import { rowLink } from "#components/ui/data-table.tsx";

/** To what happened in the request that wrote an entry; its page says when that is not kept. */
export function TraceLink({ id }: { id: string | null }) {
  if (!id) return null;
  return (
    <Link className={`${rowLink} font-mono text-sm`} href={`/operator/traces/${id}`}>
      <span className="sr-only">Trace </span>
      {id.slice(0, 8)}
    </Link>
  );
}
