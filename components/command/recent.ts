"use client";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Kept, kept, parsed } from "./kept.ts";

export const VISIT_KINDS = ["files", "estimates", "projects", "invoices"] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** A thing that was looked at. */
export interface Visit {
  href: string;
  name: string;
}

const MOST = 20;

/** The page tells what it has loaded; whoever keeps visits hears it, also when it comes later than the page. */
let latest: Visit | null = null;
const hearers = new Set<(visit: Visit) => void>();

export function tellVisit(visit: Visit): void {
  latest = visit;
  for (const hear of hearers) hear(visit);
}

/** The kind of thing that stands at an address; undefined where it is none that is come back to. */
export function kindOf(href: string): VisitKind | undefined {
  const [, kind, id, more] = href.split("/");
  return more === undefined && id && id !== "new" ? VISIT_KINDS.find((known) => known === kind) : undefined;
}

/** The newest first, each once. */
export function withVisit(visits: readonly Visit[], { href, name }: Visit): Visit[] {
  return [{ href, name }, ...visits.filter((other) => other.href !== href)].slice(0, MOST);
}

export function readVisits(text: string | null): Visit[] {
  const value = parsed(text);
  if (!Array.isArray(value)) return [];
  return value.filter(isVisit).slice(0, MOST);
}

/** Keeps what the person looks at, in this browser and for this organisation: each has an origin of its own. */
export function useKeepVisits(email: string): void {
  const visits = useMemo(() => visitsOf(email), [email]);
  useEffect(() => {
    const hear = (visit: Visit) => {
      if (kindOf(visit.href)) visits.set(withVisit(visits.snapshot(), visit));
    };
    if (latest) hear(latest);
    hearers.add(hear);
    return () => {
      hearers.delete(hear);
    };
  }, [visits]);
}

export function useVisits(email: string): readonly Visit[] {
  const visits = useMemo(() => visitsOf(email), [email]);
  return useSyncExternalStore(visits.subscribe, visits.snapshot, none);
}

/** At signing out: names of things are nobody else's business. */
export function forgetVisits(email: string): void {
  latest = null;
  visitsOf(email).set([]);
}

const NONE: Visit[] = [];
const none = () => NONE;

/** One for each person, so that nobody sees what another looked at in the same browser. */
const stores = new Map<string, Kept<Visit[]>>();
function visitsOf(email: string): Kept<Visit[]> {
  const store = stores.get(email) ?? kept(`cai_recent:${email}`, readVisits);
  stores.set(email, store);
  return store;
}

function isVisit(value: unknown): value is Visit {
  return (
    typeof value === "object" &&
    value !== null &&
    "href" in value &&
    typeof value.href === "string" &&
    kindOf(value.href) !== undefined &&
    "name" in value &&
    typeof value.name === "string"
  );
}
