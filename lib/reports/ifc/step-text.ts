/** A STEP string with its quotes: ASCII as it stands, everything else as `\X2\…\X0\` in UTF-16 (ISO 10303-21, 6.4.3). */
export function stepString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "''")
    .replace(/[^\x20-\x7e]+/g, (part) => `\\X2\\${utf16(part)}\\X0\\`);
  return `'${escaped}'`;
}

/** A STEP real of an exact decimal text or a number; always with its point. */
export function stepReal(value: string | number): string {
  const text = typeof value === "number" ? String(value) : value;
  const [mantissa = "0", exponent] = text.toUpperCase().split("E");
  const pointed = mantissa.includes(".") ? mantissa : `${mantissa}.`;
  return exponent === undefined ? pointed : `${pointed}E${exponent}`;
}

function utf16(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; at++)
    out += text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  return out;
}
