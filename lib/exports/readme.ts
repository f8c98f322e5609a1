import { DATASETS } from "#lib/exports/datasets.ts";
import type { TenantInfo } from "#lib/tenancy/context.ts";

/** What the archive's README.txt says: what each part is and how to check it. */
export function organisationReadme(tenant: Pick<TenantInfo, "name" | "slug">, now: Date): string {
  const width = Math.max(...DATASETS.map(({ name }) => name.length));
  return text([
    `Export of ${tenant.name} (${tenant.slug}), begun ${now.toISOString()}`,
    "",
    "manifest.json   Every other entry with its size in bytes and its SHA-256.",
    "data/           One table each, twice: .csv (UTF-8, RFC 4180, a first line of names; lists and objects as JSON)",
    "                and .json (an array). Times are UTC, ISO 8601. Ids tie the tables together.",
    "files/          The uploaded files: files/<id>/<name>. What could not be included stands, with its reason, in",
    "                files/not-included.csv. Archived files are not included: restore them, then export again.",
    "invoices/       Invoices and credit notes as PDF.",
    "branding/       The logo, where there is one.",
    "logs/           Archived days of the audit log and of jobs: lines of JSON, packed with gzip. data/archived_logs has",
    "                their checksums. What could not be included stands in logs/not-included.csv.",
    "",
    "In a cell of a .csv, an apostrophe before =, +, - or @ keeps a spreadsheet from taking text for a formula.",
    "",
    "The tables were read one after the other while the organisation went on working, each page of a table at one",
    "moment. What was changed meanwhile may be in one table and not yet in another; what was not changed is complete.",
    "Secrets are in none of them: no passwords, keys, tokens or signing secrets.",
    "",
    "Tables",
    ...DATASETS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
  ]);
}

const PERSON_FILES: readonly (readonly [string, string])[] = [
  ["profile.json", "Your name, mail address and how you can sign in."],
  ["memberships.json", "The organisations that you belong to, your role and the mails you chose."],
  ["sessions.json", "Where you are or were lately signed in: device, address, times."],
  ["invitations.json", "Invitations to your address, and those that you sent."],
  ["api_keys.json", "API keys that you made, without their secrets."],
  ["files.json", "Files that you uploaded, by name; their contents are the organisation's."],
  ["notices.json", "What you were told in the product."],
  [
    "activity.json",
    "What the audit logs of your organisations say that you did, and that was done to your account.",
  ],
  ["activity-archived.json", "The same of days that are archived, as far as the archive gives them at once."],
];

export function personReadme(email: string, now: Date): string {
  const width = Math.max(...PERSON_FILES.map(([name]) => name.length));
  return text([
    `Your data: ${email}, ${now.toISOString()}`,
    "",
    ...PERSON_FILES.map(([name, about]) => `${name.padEnd(width)}  ${about}`),
    `${"manifest.json".padEnd(width)}  Every other entry with its size in bytes and its SHA-256.`,
    "",
    "Organisations that you have left keep their own records; ask their admins.",
  ]);
}

const text = (lines: readonly string[]) => `${lines.join("\r\n")}\r\n`;
