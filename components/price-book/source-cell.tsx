import { Badge } from "#components/ui/badge.tsx";

/** Where a figure of the organisation's or of the built-in table comes from. */
export function SourceCell({
  own,
  placeholder,
  source,
}: {
  own: boolean;
  placeholder: boolean;
  source: string;
}) {
  return (
    <span className="grid justify-items-start gap-0.5">
      {own && <Badge tone="ok">Your own</Badge>}
      {placeholder && <Badge tone="warn">Unverified</Badge>}
      <span className="text-ink-2 text-sm">{source}</span>
    </span>
  );
}
