import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { GET as readLogo, DELETE as removeLogo, PUT as uploadLogo } from "#app/api/tenant/logo/route.ts";
import { GET as readTenant } from "#app/api/tenant/route.ts";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { invoicePdf } from "#lib/billing/pdf/invoice-pdf.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { objectStores } from "#lib/storage/index.ts";
import { changeSettings } from "#lib/tenancy/settings.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { brandingOf } from "./branding-of.ts";
import { encodeLogo } from "./encode-logo.ts";

afterAll(closePools);

const picture = (width = 800, height = 200) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha: 0.5 } } });

function send(tenant: Fixture, bytes: Buffer, headers: Record<string, string> = {}) {
  const body = new FormData();
  body.set("file", new File([new Uint8Array(bytes)], "logo"));
  return call(uploadLogo, "PUT", {
    host: tenant.host,
    headers: { ...tenant.keys.admin, ...headers },
    body,
  });
}
const keyOf = async (tenant: Fixture) => {
  const [row] = await withSystem((tx) =>
    tx.select().from(tenantSettings).where(eq(tenantSettings.tenantId, tenant.id)),
  );
  return row?.customBranding.logoKey ?? null;
};

describe("a logo", () => {
  it.each([
    ["png", () => picture().png()],
    ["jpeg", () => picture().jpeg()],
    ["webp", () => picture().webp()],
  ] as const)("as %s is written anew as a PNG of at most 600 × 240 pixels", async (_kind, make) => {
    const png = await encodeLogo(
      await make()
        .withExif({ IFD0: { Copyright: "secret words" } })
        .toBuffer(),
    );
    const { format, width, height, exif, icc, xmp } = await sharp(png).metadata();
    expect({ format, width, height, exif, icc, xmp }).toEqual({ format: "png", width: 600, height: 150 });
    expect(png.includes("secret words")).toBe(false);
  });

  it("keeps nothing that was hidden in the file, and its upright position", async () => {
    const script = "<script>alert(1)</script>";
    const polyglot = Buffer.concat([await picture(40, 20).png().toBuffer(), Buffer.from(script)]);
    expect((await encodeLogo(polyglot)).includes("script")).toBe(false);
    const turned = await picture(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await sharp(await encodeLogo(turned)).metadata()).toMatchObject({ width: 20, height: 40 });
  });

  it("is refused with a sentence where it is no picture we take, broken, too large or too small", async () => {
    const whole = await picture().png().toBuffer();
    const bomb = await sharp({
      create: { width: 5000, height: 5000, channels: 3, background: "#fff" },
    })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(2 ** 20);
    for (const [bytes, code] of [
      [Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), "logo_type"],
      [Buffer.from("GIF89a"), "logo_type"],
      [Buffer.alloc(0), "logo_type"],
      [whole.subarray(0, whole.length / 2), "logo_unreadable"],
      [Buffer.concat([whole.subarray(0, 8), Buffer.from("nonsense")]), "logo_unreadable"],
      [bomb, "logo_too_large"],
      [Buffer.concat([whole, Buffer.alloc(2 ** 21)]), "logo_too_large"],
      [await picture(8, 8).png().toBuffer(), "logo_too_small"],
    ] as const)
      await expect(encodeLogo(bytes), code).rejects.toMatchObject({ code });
  });

  it("is served to everybody, for ever under its own version, as a picture and nothing else", async () => {
    const tenant = await makeFixture();
    const sent = await send(tenant, await picture().png().toBuffer());
    expect(sent.status).toBe(200);
    const { logo_url: url, revision } = await sent.json();
    expect(sent.headers.get("etag")).toBe(`"${revision}"`);
    expect((await (await call(readTenant, "GET", { host: tenant.host })).json()).logo_url).toBe(url);
    const query = `?${url.split("?")[1]}`;
    const shown = await call(readLogo, "GET", { host: tenant.host, query });
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(query).toBe(`?v=${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`);
    const plain = await call(readLogo, "GET", { host: tenant.host });
    expect(plain.headers.get("cache-control")).toBe("no-cache");
    const again = await call(readLogo, "GET", {
      host: tenant.host,
      headers: { "if-none-match": plain.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    expect(await brandingOf(tenant.id)).toMatchObject({ logoUrl: `http://${tenant.host}${url}` });
  });

  it("stands on invoices, and an invoice does not fail for it", async () => {
    const tenant = await makeFixture();
    const ctx = await systemCtx(tenant.id);
    const { id } = await makeFinalInvoice(tenant.id);
    const drawn = async () =>
      (await invoicePdf(ctx, id)).bytes.toString("latin1").includes("/Subtype /Image");
    await withSystem((tx) => tx.update(tenants).set({ logoUrl: null }).where(eq(tenants.id, tenant.id)));
    expect(await drawn()).toBe(false);
    await send(tenant, await picture().png().toBuffer());
    expect(await drawn()).toBe(true);
    await objectStores().files.purge((await keyOf(tenant)) ?? "");
    expect(await drawn()).toBe(false);
  });

  it("that is replaced or taken away leaves the store by a job; the colour stays", async () => {
    const tenant = await makeFixture();
    await changeSettings(await systemCtx(tenant.id), { brand_color: "#0a7f3c" });
    await send(tenant, await picture().png().toBuffer());
    const first = await keyOf(tenant);
    // The same picture again is another object: removing the first one does not take it.
    await send(tenant, await picture().png().toBuffer());
    const second = await keyOf(tenant);
    expect(first).not.toBe(second);
    const gone = await call(removeLogo, "DELETE", { host: tenant.host, headers: tenant.keys.admin });
    expect(gone.status).toBe(200);
    const announced = await withSystem((tx) =>
      tx.select().from(outbox).where(eq(outbox.tenantId, tenant.id)),
    );
    expect(
      announced
        .filter(({ name }) => name === "object/released")
        .map(({ data }) => (data as { storage_key: string }).storage_key),
    ).toEqual([first, second]);
    expect((await call(readLogo, "GET", { host: tenant.host })).status).toBe(404);
    expect(await brandingOf(tenant.id)).toMatchObject({ logoUrl: null, color: "#0a7f3c" });
  });

  it("meant for another revision is refused, and no object is left", async () => {
    const tenant = await makeFixture();
    const refused = await send(tenant, await picture().png().toBuffer(), { "if-match": '"99"' });
    expect(await problemOf(refused)).toMatchObject({ status: 412, code: "settings_changed" });
    const left: string[] = [];
    for await (const { key } of objectStores().files.list(`files/${tenant.id}/branding/`)) left.push(key);
    expect(left).toEqual([]);
  });
});
