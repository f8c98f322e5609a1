import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { AppError, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logoKey } from "#lib/storage/keys.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { encodeLogo, MAX_LOGO_BYTES } from "./encode-logo.ts";
import { setLogo } from "./set-logo.ts";

/** The boundary and headers of a form's parts. */
const FORM_OVERHEAD = 64 * 1024;

/**
 * A form with the field `file` becomes the organisation's logo: PNG, JPEG or WebP, decoded and written anew. The picture
 * before it goes by a job. Throws what `encodeLogo` does, 412 `settings_changed`, and `Invalid` (`logo_missing`).
 */
export async function uploadLogo(
  ctx: Ctx,
  request: Request,
): Promise<{ logo_url: string; revision: number }> {
  requireRole(ctx, "admin");
  const picture = await encodeLogo(await readPicture(request));
  const sha256 = createHash("sha256").update(picture).digest("hex");
  const key = logoKey(ctx.tenant.id, randomUUID(), sha256);
  const { files } = objectStores();
  await files.putStream(key, Readable.from([picture]), {
    contentType: "image/png",
    metadata: { tenant: ctx.tenant.id },
    sha256,
  });
  try {
    const { logoUrl, revision } = await setLogo(ctx, key, request.headers.get("if-match"));
    return { logo_url: logoUrl ?? "", revision };
  } catch (error) {
    await files.purge(key);
    throw error;
  }
}

async function readPicture(request: Request): Promise<Buffer> {
  const length = Number(request.headers.get("content-length"));
  if (!length) throw new AppError(411, "length_required", problemText("branding.sendFormContent"));
  if (length > MAX_LOGO_BYTES + FORM_OVERHEAD)
    throw new Invalid("logo_too_large", problemText("branding.logoMay2Mib"));
  const form = await request.formData().catch(() => {
    throw new Invalid("form_invalid", problemText("branding.formCouldRead"));
  });
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw new Invalid("logo_missing", problemText("branding.sendPictureForm"));
  return Buffer.from(await file.arrayBuffer());
}
