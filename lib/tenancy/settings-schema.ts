import { z } from "zod";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { GIB, UNIT_SYSTEMS } from "#db/schema/tenants.ts";
import { CLASSIFICATION_LANGUAGES } from "#lib/catalogue/code-names.ts";
import { STUDY_PERIODS } from "#lib/epd/study-period.ts";
import { CorsOrigins } from "#lib/http/cors-origin.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { issueText } from "#lib/i18n/problem-text.ts";

/** Largest file that an upload may be, for every organisation. */
const MAX_FILE_SIZE = 50 * GIB;
const MIB = 2 ** 20;

const Rate = z
  .union([
    z.number().nonnegative().max(1e6).transform(String),
    z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,4})?$/, issueText("tenancy.rateHour45")),
  ])
  .pipe(z.string().regex(/^\d{1,7}(\.\d{1,4})?$/, issueText("tenancy.rateHour45")));

const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), issueText("tenancy.iso4217Code"));

const Website = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    issueText("tenancy.addressHttpsHttps"),
  );

/** The organisation's settings. Sizes in bytes; rates an hour as decimal strings. */
export const SettingsView = z.object({
  name: z.string(),
  contact_email: z.string().nullable(),
  website: z.string().nullable(),
  /** Language of mails to people who have chosen none, of invoices, and of reports that ask for none. Null: none was chosen. */
  locale: z.enum(LOCALES).nullable(),
  currency: z.string(),
  location: z.string(),
  labor_rate: z.string(),
  equipment_rate: z.string(),
  /** How pages show quantities; the API is SI always. */
  units: z.enum(UNIT_SYSTEMS),
  /** Language of the names of cost groups. */
  classification_language: z.enum(CLASSIFICATION_LANGUAGES),
  /** Reference study period of whole-life carbon, years: 60 by RICS, 50 by DGNB. */
  study_period_years: z.union(STUDY_PERIODS.map((years) => z.literal(years))),
  max_file_size: z.number(),
  allowed_file_types: z.array(z.enum(FILE_FORMATS)),
  /** #rrggbb; null: the product's own colour. */
  brand_color: z.string().nullable(),
  /** Origins whose pages may call the API with an API key. */
  cors_origins: z.array(z.string()),
  /** Places whose price level the active price book knows; any other counts as the book's own level. */
  known_locations: z.array(z.string()),
  /** Counts the changes; also the answer's ETag. */
  revision: z.number(),
});
export type SettingsView = z.input<typeof SettingsView>;

/** What is left out stays as it is. */
export const ChangeSettings = z
  .strictObject({
    name: z.string().trim().min(1, issueText("tenancy.giveTheOrganisation")).max(120),
    contact_email: z.email(issueText("tenancy.addressOfficeExample")).max(254).nullable(),
    website: Website.nullable(),
    locale: z.enum(LOCALES).nullable(),
    currency: Currency,
    location: z.string().trim().min(1, issueText("tenancy.nameAPlace")).max(120),
    labor_rate: Rate,
    equipment_rate: Rate,
    units: z.enum(UNIT_SYSTEMS),
    classification_language: z.enum(CLASSIFICATION_LANGUAGES),
    study_period_years: z.union(STUDY_PERIODS.map((years) => z.literal(years))),
    max_file_size: z
      .number()
      .int(issueText("common.sizeWholeBytes"))
      .min(MIB, issueText("tenancy.largestFileMust"))
      .max(MAX_FILE_SIZE, issueText("tenancy.largestFileMost", { gib: MAX_FILE_SIZE / GIB })),
    allowed_file_types: z
      .array(z.enum(FILE_FORMATS))
      .min(1, issueText("tenancy.allowLeastType"))
      .transform((types) => FILE_FORMATS.filter((format) => types.includes(format))),
    brand_color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, issueText("tenancy.colourSixHexadecimal"))
      .toLowerCase()
      .nullable(),
    cors_origins: CorsOrigins,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, issueText("common.whatChange"));
export type ChangeSettings = z.output<typeof ChangeSettings>;
