import type { RevitInfo, Worksharing } from "./types.ts";

type Basic = Omit<RevitInfo, "part" | "isFamily">;

/**
 * What the stream `BasicFileInfo` says: a header that changes with each release, then lines of `key: value` in UTF-16, at an
 * odd byte as often as not. The names of people and their folders, which it holds too, are not taken: of the path under which
 * it was saved only the file's own name.
 */
export function readBasicInfo(bytes: Buffer): Basic {
  const lines = linesOf(bytes);
  // Up to 2018 product and build stand together, since then apart.
  const [, product = null, year, built] =
    /((?:Autodesk )?Revit[^\n(]*?(\d{4})?[^\n(]*)\(Build:\s*([^\n]*?)\)\s*$/m.exec(
      lines.get("revit build") ?? headerOf(bytes),
    ) ?? [];
  const format = lines.get("format") ?? null;
  return {
    release: yearOf(format) ?? yearOf(year ?? null) ?? yearOf(product),
    product: tidy(product),
    build: tidy(lines.get("build") ?? built ?? null),
    worksharing: worksharingOf(lines.get("worksharing")),
    savedAs: tidy(lines.get("last save path")?.split(/[\\/]/).at(-1) ?? null),
    locale: /^[A-Za-z]{2,5}/.exec(lines.get("locale when saved") ?? "")?.[0] ?? null,
  };
}

const FIRST_KEY = "Worksharing:";

function linesOf(bytes: Buffer): Map<string, string> {
  const text = textFrom(bytes, FIRST_KEY);
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(":");
      return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const] : [];
    }),
  );
}

/** The text from a mark on, in whichever order of bytes it stands. */
function textFrom(bytes: Buffer, mark: string): string {
  const little = Buffer.from(mark, "utf16le");
  const at = bytes.indexOf(little);
  if (at >= 0) return bytes.subarray(at).toString("utf16le");
  const found = bytes.indexOf(Buffer.from(little).swap16());
  if (found < 0) return "";
  const rest = Buffer.from(bytes.subarray(found, found + 2 * Math.floor((bytes.length - found) / 2)));
  return rest.swap16().toString("utf16le");
}

/** Where the lines are missing the header still names the program. */
function headerOf(bytes: Buffer): string {
  const text = textFrom(bytes, "Revit ");
  return /^Revit[^\n]{0,80}?\(Build:[^\n]{0,40}?\)+/.exec(text)?.[0] ?? "";
}

const yearOf = (text: string | null) => /\b(?:19|20)\d{2}\b/.exec(text ?? "")?.[0] ?? null;

const LONGEST = 200;

/** As it may be stored and shown: one line, without control characters; null where nothing is left. */
export function tidy(text: string | null): string | null {
  const plain = (text ?? "")
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
  return plain === "" ? null : plain;
}

function worksharingOf(said: string | undefined): Worksharing | null {
  const word = said?.toLowerCase() ?? "";
  if (word === "") return null;
  if (word.includes("not enabled")) return "none";
  if (word.includes("central")) return "central";
  return word.includes("local") ? "local" : "workshared";
}
