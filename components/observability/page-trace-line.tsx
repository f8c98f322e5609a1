"use client";
import { TraceId } from "#components/ui/states.tsx";
import { usePageTrace } from "./page-trace.ts";

/** By which trace the server made this page, to be copied; nothing where it is not known. */
export function PageTrace() {
  const trace = usePageTrace();
  return trace && <TraceId id={trace} />;
}
