import type { Fixture } from "#lib/http/testing/fixture.ts";

/** Why operators' answers may hold all tenants' data. */
export const OPERATORS = "operators run the platform for all organisations; nobody else is let in";

type Make<T> = (tenant: Fixture) => Promise<T>;

/** One for each tenant, for routes that leave it as it is or do the same to it again: it takes long to make. */
export function once<T extends { id: string } = { id: string }>(make: Make<T>): Make<T> {
  return keptIn(new Map(), make);
}

/** What `untilUsed` keeps. */
const unused: Map<string, unknown>[] = [];

/** One for each tenant until a call is let in (`markUsed`), for routes that can do their work on it only once. */
export function untilUsed<T extends { id: string } = { id: string }>(make: Make<T>): Make<T> {
  const made = new Map<string, Promise<T>>();
  unused.push(made);
  return keptIn(made, make);
}

export function markUsed(): void {
  for (const made of unused) made.clear();
}

function keptIn<T>(made: Map<string, Promise<T>>, make: Make<T>): Make<T> {
  return (tenant) => {
    const present = made.get(tenant.id) ?? make(tenant);
    made.set(tenant.id, present);
    return present;
  };
}

/** A form with one file. */
export function form(name: string, content: string): FormData {
  const data = new FormData();
  data.set("file", new File([content], name));
  return data;
}
