import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";

let collecting = false;

/**
 * Measures this page load and tells it when the page is left or hidden: each figure once, under the page that was loaded,
 * whatever was navigated to since.
 */
export function collectWebVitals(): void {
  if (collecting) return;
  collecting = true;
  const path = location.pathname;
  const told = new Set<string>();
  const waiting = new Map<string, { name: string; value: number }>();
  const note = ({ id, name, value }: Metric) => {
    if (!told.has(id)) waiting.set(id, { name: name.toLowerCase(), value });
  };
  for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB]) measure(note);

  const tell = () => {
    if (waiting.size === 0) return;
    const body = JSON.stringify({ path, vitals: [...waiting.values()].slice(0, 10) });
    for (const id of waiting.keys()) told.add(id);
    waiting.clear();
    const sent = navigator.sendBeacon("/api/web-vitals", new Blob([body], { type: "application/json" }));
    if (!sent) retry(body);
  };
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tell();
  });
  addEventListener("pagehide", tell);
}

/** The browser's queue of beacons is full: a lost figure is no harm. */
function retry(body: string): void {
  const headers = { "content-type": "application/json" };
  fetch("/api/web-vitals", { method: "POST", body, headers, keepalive: true }).catch(() => {});
}
