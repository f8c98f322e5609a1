import { DATASETS } from "#lib/exports/datasets.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import type { TenantInfo } from "#lib/tenancy/context.ts";

/** What the archive's README.txt says, in the active language: what each part is and how to check it. */
export function organisationReadme(tenant: Pick<TenantInfo, "name" | "slug">, now: Date): string {
  const t = wordsOf("archive");
  return text([
    t("readme.title", { name: tenant.name, slug: tenant.slug, at: now.toISOString() }),
    "",
    ...table([
      ["manifest.json", t("readme.manifest")],
      ["data/", t("readme.data")],
      ["files/", t("readme.files")],
      ["invoices/", t("readme.invoices")],
      ["issued/", t("readme.issued")],
      ["branding/", t("readme.branding")],
      ["logs/", t("readme.logs")],
    ]),
    "",
    ...wrapped(t("readme.apostrophe")),
    "",
    ...wrapped(t("readme.moment")),
    ...wrapped(t("readme.secrets")),
    "",
    t("readme.tables"),
    ...table(
      DATASETS.map(({ name }) => [name, t(`tables.${name}`)]),
      "  ",
    ),
  ]);
}

const PERSON_FILES = [
  "profile",
  "memberships",
  "sessions",
  "invitations",
  "api_keys",
  "files",
  "notices",
  "activity",
  "activity-archived",
] as const;

export function personReadme(email: string, now: Date): string {
  const t = wordsOf("archive");
  return text([
    t("person.title", { email, at: now.toISOString() }),
    "",
    ...table([
      ...PERSON_FILES.map((name): [string, string] => [`${name}.json`, t(`person.${name}`)]),
      ["manifest.json", t("readme.manifest")],
    ]),
    "",
    ...wrapped(t("person.left")),
  ]);
}

/** Characters of a line, where a terminal is as wide. */
const WIDTH = 112;

/** Names before what they are. */
function table(rows: readonly (readonly [name: string, about: string])[], indent = ""): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, about]) =>
    wrapped(about, WIDTH - indent.length - width).map(
      (line, index) => `${indent}${(index === 0 ? name : "").padEnd(width)}${line}`,
    ),
  );
}

function wrapped(about: string, width = WIDTH): string[] {
  const lines: string[] = [];
  for (const word of about.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const text = (lines: readonly string[]) => `${lines.join("\r\n")}\r\n`;
