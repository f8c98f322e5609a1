import type { Fixture } from "#lib/http/testing/fixture.ts";

/** Why operators' answers may hold all tenants' data. */
export const OPERATORS = "operators run the platform for all organisations; nobody else is let in";

/** One for each tenant, for routes that leave it as it is or do the same to it again: it takes long to make. */
export function once<T extends { id: string } = { id: string }>(
  make: (tenant: Fixture) => Promise<T>,
): (tenant: Fixture) => Promise<T> {
  const made = new Map<string, Promise<T>>();
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
