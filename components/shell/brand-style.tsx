import { brandCss } from "#lib/branding/colors.ts";

/** Puts the tenant's colour over the product's own. In the layout, with the request's CSP nonce. */
export function BrandStyle({
  color,
  nonce,
}: {
  color: string | null | undefined;
  nonce?: string | undefined;
}) {
  const css = brandCss(color);
  return css ? <style nonce={nonce}>{css}</style> : null;
}
