import { API_PATTERNS, PAGE_PATTERNS } from "./patterns.generated.ts";

/** What is at no address of ours. */
export const UNKNOWN_ROUTE = "other";

/** The pattern of the route that answers at a path, such as `/api/files/[id]`; `other` where none does. */
export function apiPattern(pathname: string): string {
  api ??= finderOf(API_PATTERNS);
  return api(pathname);
}
let api: ((pathname: string) => string) | undefined;

/** The pattern of the page at a path, such as `/files/[id]`; `other` where there is none. */
export function pagePattern(pathname: string): string {
  page ??= finderOf(PAGE_PATTERNS);
  return page(pathname);
}
let page: ((pathname: string) => string) | undefined;

function finderOf(patterns: readonly string[]): (pathname: string) => string {
  const isFixed = (pattern: string) => !pattern.includes("[");
  const fixed = new Set(patterns.filter(isFixed));
  // The more of it is fixed the sooner, as Next chooses.
  const open = patterns
    .filter((pattern) => !isFixed(pattern))
    .sort((a, b) => a.split("[").length - b.split("[").length || b.length - a.length)
    .map((pattern) => ({ pattern, shape: shapeOf(pattern) }));
  return (pathname) => {
    const plain = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
    return fixed.has(plain) ? plain : (open.find(({ shape }) => shape.test(plain))?.pattern ?? UNKNOWN_ROUTE);
  };
}

function shapeOf(pattern: string): RegExp {
  const segments = pattern.split("/").map((segment) => {
    if (segment.startsWith("[...") || segment.startsWith("[[")) return ".+";
    return segment.startsWith("[") ? "[^/]+" : segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${segments.join("/")}$`);
}
