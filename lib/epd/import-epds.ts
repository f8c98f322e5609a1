import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { epds } from "#db/schema/epds.ts";
import { audit } from "#lib/audit/record.ts";
import { AppError, Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import type { Fault } from "./draft.ts";
import { presentEpd } from "./present-epd.ts";
import { readApart } from "./read-apart.ts";
import type { EpdDocument } from "./types.ts";
import { EpdView } from "./views.ts";

const Note = z.object({ path: z.string(), message: z.string() });

export const ImportedEpds = z.object({
  added: z.number(),
  /** There already, in this version: nothing of them was changed. */
  unchanged: z.number(),
  /** Added beside an older or newer version of the same data set. */
  versions: z.number(),
  /** Whole, and of no use here: of energy or transport, or without GWP. */
  left_out: z.number(),
  /** The first of those that were left out, or were there already, each with why. */
  notes: z.array(Note),
  /** The first of those that were added. */
  items: z.array(EpdView),
});

const MAX_FORM_BYTES = 32 * 2 ** 20;
const MAX_FILES = 500;
const SHOWN = 100;
const ROWS_AN_INSERT = 500;

/**
 * Files of a form (field `file`, one or many, up to 32 MiB together): ILCD+EPD as XML or JSON, CSV, or archives of them.
 * With one fault nothing is taken. Throws `Invalid` (`epd_invalid`) with every fault and where it stands.
 */
export async function importEpds(ctx: Ctx, request: Request): Promise<z.input<typeof ImportedEpds>> {
  requireRole(ctx, "admin");
  const files = await filesOf(request);
  const read = await readApart(files);
  if (read.faults.length > 0)
    throw new Invalid(
      "epd_invalid",
      problemText("epd.faults", { count: read.faults.length }),
      read.faults.map(note),
    );
  if (read.documents.length === 0 && read.leftOut.length === 0)
    throw new Invalid("epd_invalid", problemText("epd.nothing"));
  return ctx.transaction(async (tx) => {
    const stored = await store(
      ctx,
      tx,
      read.documents.map(({ document }) => document),
    );
    const given = new Set(stored.added.map(({ uuid, version }) => `${uuid} ${version}`));
    const present = read.documents.filter(({ document }) => {
      const key = `${document.uuid} ${document.version}`;
      // Of one that was sent twice the second is there already.
      return !given.delete(key);
    });
    if (stored.added.length > 0)
      await audit(
        ctx,
        tx,
        "epd.imported",
        { type: "epd", id: stored.added[0]?.id ?? "" },
        {
          filename: files[0]?.name.slice(0, 200) ?? "",
          added: stored.added.length,
          unchanged: present.length,
          left_out: read.leftOut.length,
        },
      );
    return {
      added: stored.added.length,
      unchanged: present.length,
      versions: stored.versions,
      left_out: read.leftOut.length,
      notes: [
        ...present.map(({ document, at }) => ({
          path: placeText(at),
          message: problemText("epd.present", { uuid: document.uuid, version: document.version }),
        })),
        ...read.leftOut.map(note),
      ].slice(0, SHOWN),
      items: stored.added.slice(0, SHOWN).map(presentEpd),
    };
  });
}

async function store(ctx: Ctx, tx: Transaction, documents: readonly EpdDocument[]) {
  const tenantId = ctx.tenant.id;
  const uuids = [...new Set(documents.map(({ uuid }) => uuid))];
  const before = new Set<string>();
  for (let at = 0; at < uuids.length; at += ROWS_AN_INSERT)
    for (const { uuid } of await tx
      .select({ uuid: epds.uuid })
      .from(epds)
      .where(and(eq(epds.tenantId, tenantId), inArray(epds.uuid, uuids.slice(at, at + ROWS_AN_INSERT)))))
      before.add(uuid);
  const rows = documents.map((document) => ({
    ...document,
    id: randomUUID(),
    tenantId,
    words: wordsOf(document),
    createdBy: userId(ctx) ?? ctx.principal.kind,
  }));
  const added: (typeof epds.$inferSelect)[] = [];
  for (let at = 0; at < rows.length; at += ROWS_AN_INSERT)
    added.push(
      ...(await tx
        .insert(epds)
        .values(rows.slice(at, at + ROWS_AN_INSERT))
        // The same version again is the same data set: what estimates were counted by stays as it is.
        .onConflictDoNothing()
        .returning()),
    );
  return { added, versions: added.filter(({ uuid }) => before.has(uuid)).length };
}

/** An index holds it: shorter than any of its entries may be. */
const LONGEST_WORDS = 600;

const wordsOf = ({ names, owner, registration }: EpdDocument) =>
  [...Object.values(names), owner, registration]
    .filter(Boolean)
    .join(" ")
    .toLowerCase()
    .slice(0, LONGEST_WORDS);

const note = ({ code, at, value }: Fault) => ({
  path: placeText(at),
  message: problemText(`epd.fault.${code}`, { value: value ?? "" }),
});

/** `concrete.xml, line 83`, in the language of the request. */
function placeText({ file, line, row, field }: Fault["at"]): string {
  const parts = [
    file,
    ...(line === undefined ? [] : [problemText("epd.place.line", { line: String(line) })]),
    ...(row === undefined ? [] : [problemText("epd.place.row", { row: String(row) })]),
    ...(field ? [field] : []),
  ];
  return parts.join(", ");
}

async function filesOf(request: Request): Promise<{ name: string; bytes: Buffer }[]> {
  const length = Number(request.headers.get("content-length"));
  if (!length) throw new AppError(411, "length_required", problemText("priceBooks.sendFormContent"));
  if (length > MAX_FORM_BYTES) throw new PayloadTooLarge(problemText("epd.tooLarge"));
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Invalid("form_invalid", problemText("common.formEndedEarly"));
  }
  const files = form.getAll("file").filter((one): one is File => one instanceof File && one.size > 0);
  if (files.length === 0) throw new Invalid("file_missing", problemText("epd.fileMissing"));
  if (files.length > MAX_FILES)
    throw new Invalid("too_many_files", problemText("epd.tooManyFiles", { most: MAX_FILES }));
  return Promise.all(
    files.map(async (file) => ({
      name: file.name.slice(0, 200),
      bytes: Buffer.from(await file.arrayBuffer()),
    })),
  );
}
