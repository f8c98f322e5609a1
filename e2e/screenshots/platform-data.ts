import postgres from "postgres";
import { PASSWORD } from "../fixtures.ts";
import type { Installation } from "../installation.ts";
import { lastMonth, operatorApi } from "../operators.ts";
import type { Person } from "./person.ts";

export interface PlatformData {
  invoice: string;
  /** Of a page that failed. */
  trace: string;
  fingerprint: string;
  archivalRun: string;
}

/** An organisation whose admin has proven the address and has the tests' password. */
export async function makeOrganisation(base: string, slug: string, name: string): Promise<string> {
  const email = `${slug}@example.test`;
  await operate(base, "/api/admin/tenants", { name, slug, admin_email: email, admin_password: PASSWORD });
  return email;
}

/** What operators see after some weeks, and what members see of it: invoices, an incident, faults. */
export async function makePlatformData(
  base: string,
  installation: Installation,
  admin: Person,
): Promise<PlatformData> {
  await usage(base, admin.slug);
  await operate(base, "/api/admin/generate-invoices", {});
  const { items } = await admin.call<{ items: { id: string }[] }>("GET", "/api/invoices");
  const invoice = items[0]?.id;
  if (!invoice) throw new Error("The run made no invoice");
  await operate(base, "/api/admin/coupons", { code: "WELCOME25", percent_off: "25", months: 6 });
  await operate(base, "/api/admin/coupons", {
    code: "FIFTY",
    amount_off: { amount: "50.00", currency: "USD" },
  });
  await operate(base, "/api/admin/features/uploads/overrides/northlight", { is_on: false }, "PATCH");
  await incidents(base);
  const { run_id: archivalRun } = await operate<{ run_id: string }>(base, "/api/admin/archive-files", {});
  const { trace, fingerprint } = await fault(base, installation, admin);
  return { invoice, trace, fingerprint, archivalRun };
}

/** An operator's program. Throws with the answer where it is refused. */
export async function operate<Answer>(
  base: string,
  route: string,
  body: unknown,
  method = "POST",
): Promise<Answer> {
  const answer = await operatorApi(base, route, body, method);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${route} was answered ${answer.status}: ${text}`);
  return JSON.parse(text === "" ? "null" : text);
}

/** Sixty days of calls and files, and one event that came twice with another quantity. */
async function usage(base: string, slug: string): Promise<void> {
  const days = Array.from({ length: 60 }, (_, day) => {
    const occurred_at = new Date(Date.now() - (day + 1) * 86_400_000).toISOString();
    return [
      { key: `calls-${day}`, kind: "api_call", quantity: 900 + ((day * 373) % 1400), occurred_at },
      { key: `files-${day}`, kind: "file_processed", quantity: 3 + ((day * 7) % 11), occurred_at },
    ];
  });
  await operate(base, "/api/admin/usage-events", { tenant: slug, events: days.flat() });
  const { middle } = lastMonth();
  const event = { key: "imported", kind: "file_processed", quantity: 1010, occurred_at: middle };
  await operate(base, "/api/admin/usage-events", { tenant: slug, events: [event] });
  const again = { tenant: slug, events: [{ ...event, quantity: 1011 }] };
  const refused = await operatorApi(base, "/api/admin/usage-events", again);
  if (refused.status !== 409) throw new Error(`A changed event was answered ${refused.status}, not 409`);
}

async function incidents(base: string): Promise<void> {
  const { id } = await operate<{ id: string }>(base, "/api/admin/incidents", {
    title: "Downloads from the archive were slow",
    affects: ["archive"],
    text: "Restores take longer than told. We are looking for the cause.",
  });
  await operate(base, `/api/admin/incidents/${id}/resolve`, { text: "They are as fast as ever." });
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  await operate(base, "/api/admin/incidents", {
    kind: "maintenance",
    title: "New disks for the object store",
    affects: ["transfers", "archive"],
    text: "Uploads may be slow for an hour.",
    starts_at: inHours(40),
    ends_at: inHours(41),
  });
}

/** A page that failed for a right that the database took away, as operators find it. */
async function fault(base: string, installation: Installation, admin: Person) {
  await withoutRight(installation, "api_keys", () =>
    admin.call("GET", "/api/api-keys").catch(() => undefined),
  );
  interface Errors {
    items: { fingerprint: string }[];
  }
  for (const endsAt = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { items } = await operate<Errors>(base, "/api/admin/errors", undefined, "GET");
    const fingerprint = items[0]?.fingerprint;
    if (fingerprint) {
      const one = `/api/admin/errors/${fingerprint}`;
      const { traces } = await operate<{ traces: { trace_id: string }[] }>(base, one, undefined, "GET");
      const trace = traces[0]?.trace_id;
      if (trace) return { fingerprint, trace };
    }
    if (Date.now() > endsAt) throw new Error("The fault was not counted within 30 seconds");
  }
}

/** Meanwhile the product may not read a table, so that what stands on it fails. */
export async function withoutRight<Result>(
  installation: Installation,
  table: string,
  during: () => Promise<Result>,
): Promise<Result> {
  const sql = postgres(await installation.databaseUrl(), { max: 1, onnotice: () => {} });
  try {
    await sql`revoke select on ${sql(table)} from cai_app`;
    return await during();
  } finally {
    await sql`grant select on ${sql(table)} to cai_app`;
    await sql.end();
  }
}
