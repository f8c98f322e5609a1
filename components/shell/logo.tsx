import { cn } from "#components/ui/cn.ts";

/** The product's mark: three storeys, the middle one measured. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn("size-6 text-brand-text", className)}>
      <path d="M12 2 22 7 12 12 2 7Z" fill="currentColor" />
      <path d="M2 12 12 17 22 12" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      <path
        d="M2 17 12 22 22 17"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        opacity="0.55"
      />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-lg tracking-tight", className)}>
      <Mark />
      Construction AI
    </span>
  );
}
