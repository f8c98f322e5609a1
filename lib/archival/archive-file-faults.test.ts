import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { locationOf } from "./location.ts";
import { settleDead } from "./settle-move.ts";
import { DEATHS, type Fault, meddle, READ_FAULTS, STORE_FAULTS } from "./test/meddle.ts";
import { bytesOf, copiesOf, rowOf, type StoredFile, storedFile, toldOf } from "./test/stored-file.ts";

afterAll(closePools);

/** What a move does to the stores and the database, in this order. */
const LINES = [
  "transaction",
  "archive.copy",
  "archive.getStream",
  "archive.head",
  "archive.copy",
  "archive.head",
  "transaction",
  "files.purge",
  "transaction",
];
const COMMIT = 6;
const wanted = (moveId: string) => ({ storageClass: "GLACIER" as const, moveId });

let ctx: Ctx;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});

it("goes through its lines", async () => {
  const file = await storedFile(ctx);
  const { lines, outcome } = await meddle(ctx, -1, null, (own) =>
    archiveFile(own, file.id, wanted(randomUUID())),
  );
  expect(outcome).toEqual({ value: { status: "archived", bytes: file.content.length } });
  expect(lines).toEqual(LINES);
  await expectGood(file, "archived");
});

const LOST: Fault[] = (["before", "after"] as const).map((when) => ({
  name: `a lost connection ${when} it`,
  when,
  error: () => new Error("ECONNRESET"),
}));
const RECOVERIES = ["repeated", "swept"] as const;

describe.each(LINES.map((line, at) => ({ line, at })))("at line $at, $line,", ({ line, at }) => {
  const faults = [
    ...(line === "transaction" ? LOST : STORE_FAULTS),
    ...(line.endsWith("getStream") ? READ_FAULTS : []),
    ...DEATHS,
  ];

  it(`${faults.length} faults: one good copy, by a repeated step and by the sweep`, async () => {
    await Promise.all(
      faults.flatMap((fault) =>
        RECOVERIES.map((recovery) =>
          survives(at, fault, recovery).catch((cause) => {
            throw new Error(`${fault.name}, ${recovery}`, { cause });
          }),
        ),
      ),
    );
  });
});

async function survives(at: number, fault: Fault, recovery: (typeof RECOVERIES)[number]): Promise<void> {
  const file = await storedFile(ctx);
  const archived = { status: "archived", bytes: file.content.length };
  const moveId = randomUUID();
  const { met, outcome } = await meddle(ctx, at, fault, (own) => archiveFile(own, file.id, wanted(moveId)));
  expect(met).toBe(true);
  // At no moment a row that points nowhere.
  expect(await bytesOf(await rowOf(file.id))).toEqual(file.content);
  // What follows the commit fails nobody: the sweep ends it.
  const ended = fault.error !== null && at > COMMIT;
  if (outcome !== "died") expect(outcome).toEqual(ended ? { value: archived } : { error: expect.any(Error) });
  if (recovery === "repeated") expect(await archiveFile(ctx, file.id, wanted(moveId))).toEqual(archived);
  await letClaimDie(file.id);
  await settleDead(ctx.tenant.id, file.id);
  const { archiveKey } = await rowOf(file.id);
  await expectGood(file, archiveKey === null ? "hot" : "archived");
  if (archiveKey !== null) return;
  expect(recovery).toBe("swept");
  expect(await archiveFile(ctx, file.id, wanted(randomUUID()))).toEqual(archived);
  await expectGood(file, "archived");
}

/** Claims that their process could not give up are found by their age. */
async function letClaimDie(fileId: string): Promise<void> {
  await withSystem((tx) =>
    tx
      .update(files)
      .set({ movingSince: sql`now() - interval '16 minutes'` })
      .where(and(eq(files.id, fileId), isNotNull(files.moveId))),
  );
}

/** Exactly one copy, byte for byte, where the row says; told once; no claim left. */
async function expectGood(file: StoredFile, tier: "hot" | "archived"): Promise<void> {
  const row = await rowOf(file.id);
  expect(row).toMatchObject({
    storageTier: tier,
    storageClass: tier === "hot" ? "STANDARD" : "GLACIER",
    moveId: null,
    movingSince: null,
  });
  const { bucket, key } = locationOf(row);
  expect(await copiesOf(row.tenantId, row.id)).toEqual([`${bucket} ${key}`]);
  expect(await bytesOf(row)).toEqual(file.content);
  const told = await toldOf(file.id);
  expect([told["file.archived"] ?? 0, told["file/archived"] ?? 0]).toEqual(tier === "hot" ? [0, 0] : [1, 1]);
}
