"use client";

import { useEffect } from "react";
import { whenIdle } from "#components/ui/on-demand.ts";

/** Tells how fast the page was, for the operators. What measures is loaded once the page has come to rest. */
export function WebVitals() {
  useEffect(() => whenIdle(measure), []);
  return null;
}

function measure(): void {
  import("./collect-web-vitals.ts").then(
    ({ collectWebVitals }) => collectWebVitals(),
    // A deployment came in between: this page is not measured.
    () => {},
  );
}
