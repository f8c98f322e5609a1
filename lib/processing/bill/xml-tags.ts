export interface Tag {
  /** Without its prefix. */
  name: string;
  kind: "open" | "close" | "empty";
  /** As they stand in the tag. */
  attributes: string;
  /** The text before the tag, entities and all. */
  text: string;
}

/** XML that breaks off within a tag, or defines entities of its own. */
export class XmlDamaged extends Error {
  override name = "XmlDamaged";
}

/**
 * The tags of a part of a workbook in their order, in one pass whatever it holds. No entities but XML's own are known.
 */
export function* tags(xml: string): Generator<Tag, void> {
  let text = "";
  let at = 0;
  for (;;) {
    const start = xml.indexOf("<", at);
    if (start < 0) return;
    text += xml.slice(at, start);
    if (xml.startsWith("<![CDATA[", start)) {
      const end = after(xml, "]]>", start);
      text += escaped(xml.slice(start + 9, end - 3));
      at = end;
    } else if (xml.startsWith("<!--", start)) at = after(xml, "-->", start);
    else if (xml.startsWith("<!", start)) throw new XmlDamaged("a document type");
    else if (xml.startsWith("<?", start)) at = after(xml, "?>", start);
    else {
      at = endOfTag(xml, start);
      yield tagOf(xml.slice(start + 1, at - 1), text);
      text = "";
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new XmlDamaged(`no ${mark}`);
  return at + mark.length;
}

/** Behind its `>`, which may stand within an attribute too. */
function endOfTag(xml: string, from: number): number {
  for (let at = from; ; ) {
    MARKS.lastIndex = at;
    const mark = MARKS.exec(xml)?.[0];
    if (mark === undefined) throw new XmlDamaged("no end of a tag");
    if (mark === ">") return MARKS.lastIndex;
    at = after(xml, mark, MARKS.lastIndex);
  }
}

const MARKS = /["'>]/g;

function tagOf(inner: string, text: string): Tag {
  const kind = inner.startsWith("/") ? "close" : inner.endsWith("/") ? "empty" : "open";
  const body = kind === "close" ? inner.slice(1) : kind === "empty" ? inner.slice(0, -1) : inner;
  const end = body.search(/\s/);
  const whole = end < 0 ? body : body.slice(0, end);
  return {
    name: whole.slice(whole.indexOf(":") + 1),
    kind,
    attributes: end < 0 ? "" : body.slice(end),
    text,
  };
}

/** The value of an attribute, whatever its prefix, or null. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = PATTERNS.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    PATTERNS.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : plainText(value);
}

/** Made once: a workbook has millions of attributes. */
const PATTERNS = new Map<string, RegExp>();

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text as it is meant: XML's own entities, and the escapes of control characters that workbooks have (`_x000D_`). */
export function plainText(text: string): string {
  const plain = text.includes("&")
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, digits, name) =>
        name ? (NAMED[name] ?? whole) : charOf(hex ? Number.parseInt(hex, 16) : Number(digits)),
      )
    : text;
  return plain.includes("_x")
    ? plain.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => charOf(Number.parseInt(hex, 16)))
    : plain;
}

const charOf = (code: number) => (code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "");
const escaped = (text: string) => text.replace(/&/g, "&amp;");
