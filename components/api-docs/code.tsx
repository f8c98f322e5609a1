import { CopyButton } from "#components/ui/copy-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

/** Code to read and to copy. `label` says what it is. */
export function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 overflow-clip rounded-md border border-line bg-subtle">
      <div className="flex items-center justify-between gap-2 border-line border-b px-3 py-1">
        <span className="font-medium text-ink-2 text-sm">{label}</span>
        <CopyButton value={text} label={`Copy ${label}`} />
      </div>
      <ScrollRegion label={label} className="max-h-96 overflow-auto">
        <pre className="w-max min-w-full p-3 font-mono text-sm">{text}</pre>
      </ScrollRegion>
    </div>
  );
}
