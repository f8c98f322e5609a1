import { z } from "zod";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { GIB, UNIT_SYSTEMS } from "#db/schema/tenants.ts";
import { CLASSIFICATION_LANGUAGES } from "#lib/catalogue/code-names.ts";
import { CorsOrigins } from "#lib/http/cors-origin.ts";

/** Largest file that an upload may be, for every organisation. */
const MAX_FILE_SIZE = 50 * GIB;
const MIB = 2 ** 20;

const Rate = z
  .union([
    z.number().nonnegative().max(1e6).transform(String),
    z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,4})?$/, "Write a rate an hour such as 45.00."),
  ])
  .pipe(z.string().regex(/^\d{1,7}(\.\d{1,4})?$/, "Write a rate an hour such as 45.00."));

const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(
    (code) => Intl.supportedValuesOf("currency").includes(code),
    "Use an ISO 4217 code such as USD or EUR.",
  );

const Website = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "Write the address with https://, such as https://www.example.com.",
  );

/** The organisation's settings. Sizes in bytes; rates an hour as decimal strings. */
export const SettingsView = z.object({
  name: z.string(),
  contact_email: z.string().nullable(),
  website: z.string().nullable(),
  currency: z.string(),
  location: z.string(),
  labor_rate: z.string(),
  equipment_rate: z.string(),
  /** How pages show quantities; the API is SI always. */
  units: z.enum(UNIT_SYSTEMS),
  /** Language of the names of cost groups. */
  classification_language: z.enum(CLASSIFICATION_LANGUAGES),
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
    name: z.string().trim().min(1, "Give the organisation a name.").max(120),
    contact_email: z.email("Write an address such as office@example.com.").max(254).nullable(),
    website: Website.nullable(),
    currency: Currency,
    location: z.string().trim().min(1, "Name a place.").max(120),
    labor_rate: Rate,
    equipment_rate: Rate,
    units: z.enum(UNIT_SYSTEMS),
    classification_language: z.enum(CLASSIFICATION_LANGUAGES),
    max_file_size: z
      .number()
      .int("Give the size in whole bytes.")
      .min(MIB, "The largest file must be at least 1 MiB.")
      .max(MAX_FILE_SIZE, `The largest file can be at most ${MAX_FILE_SIZE / GIB} GiB.`),
    allowed_file_types: z
      .array(z.enum(FILE_FORMATS))
      .min(1, "Allow at least one type of file.")
      .transform((types) => FILE_FORMATS.filter((format) => types.includes(format))),
    brand_color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, "Write the colour as # and six hexadecimal digits, such as #1d55c9.")
      .toLowerCase()
      .nullable(),
    cors_origins: CorsOrigins,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Name what to change.");
export type ChangeSettings = z.output<typeof ChangeSettings>;
