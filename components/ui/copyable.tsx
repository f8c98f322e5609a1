import { CopyButton } from "./copy-button.tsx";

/** An id or the like in full, to be copied. */
export function Copyable({ value, label }: { value: string; label: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 break-all font-mono text-sm">{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
