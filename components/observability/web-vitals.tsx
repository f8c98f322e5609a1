"use client";

import { useEffect } from "react";

/** Tells how fast the page was, for the operators. What measures is loaded once the page has come to rest. */
export function WebVitals() {
  useEffect(() => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(measure, 2000);
      return () => clearTimeout(timer);
    }
    const callback = requestIdleCallback(measure, { timeout: 5000 });
    return () => cancelIdleCallback(callback);
  }, []);
  return null;
}

function measure(): void {
  import("./collect-web-vitals.ts").then(
    ({ collectWebVitals }) => collectWebVitals(),
    // A deployment came in between: this page is not measured.
    () => {},
  );
}
