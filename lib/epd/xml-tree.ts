import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Fault, Place, Said } from "./draft.ts";

/** An element: children by name without prefix, attributes as `@name`, its own text as `#text`. */
export interface XmlNode {
  [name: string]: unknown;
}

/** Deeper than any data set; the parser refuses what goes on. */
const MAX_DEPTH = 60;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  alwaysCreateTextNode: true,
  captureMetaData: true,
  maxNestedTags: MAX_DEPTH,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});
// The typings name it on instances; it is a static.
const META = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** A file's text as a tree, and where its elements stand; or what is wrong with it. */
export class XmlFile {
  readonly root: XmlNode;
  readonly file: string;
  private readonly text: string;

  private constructor(text: string, file: string, root: XmlNode) {
    this.text = text;
    this.file = file;
    this.root = root;
  }

  /** Types and entities of the file's own are refused: data sets have none, and both only serve to blow readers up. */
  static read(text: string, file: string): XmlFile | Fault {
    const declared = text.search(/<!(DOCTYPE|ENTITY)/i);
    if (declared >= 0) return { code: "xml_doctype", at: { file, line: lineOf(text, declared) } };
    const valid = XMLValidator.validate(text);
    if (valid !== true) return { code: "xml_broken", at: { file, line: valid.err.line } };
    try {
      return new XmlFile(text, file, parser.parse(text));
    } catch {
      return { code: "xml_broken", at: { file } };
    }
  }

  /** The element's line in the file. */
  placeOf(node: XmlNode | undefined): Place {
    const meta = node ? (node as Record<symbol, { startIndex?: number } | undefined>)[META] : undefined;
    return meta?.startIndex === undefined
      ? { file: this.file }
      : { file: this.file, line: lineOf(this.text, meta.startIndex) };
  }

  said(node: XmlNode | undefined): Said | null {
    const text = textOf(node);
    return text === "" ? null : { text, at: this.placeOf(node) };
  }
}

const lineOf = (text: string, index: number) => text.slice(0, index).split("\n").length;

/** All elements at a path below a node. */
export function all(node: XmlNode | undefined, ...path: string[]): XmlNode[] {
  let found: XmlNode[] = node ? [node] : [];
  for (const name of path)
    found = found.flatMap((one) => {
      const children = Object.hasOwn(one, name) ? one[name] : undefined;
      return Array.isArray(children) ? (children as XmlNode[]) : [];
    });
  return found;
}

export const first = (node: XmlNode | undefined, ...path: string[]) => all(node, ...path)[0];

export function textOf(node: XmlNode | undefined): string {
  const text = node?.["#text"];
  return typeof text === "string" ? text.trim() : "";
}

export function attribute(node: XmlNode | undefined, name: string): string {
  const value = node?.[`@${name}`];
  return typeof value === "string" ? value.trim() : "";
}

/** Texts of the same element in several languages; without one it is English, as ILCD has it. */
export function byLanguage(nodes: readonly XmlNode[]): Record<string, string> {
  const texts = new Map<string, string>();
  for (const node of nodes) {
    const language = languageOf(attribute(node, "lang"));
    if (textOf(node) && !texts.has(language)) texts.set(language, textOf(node));
  }
  return Object.fromEntries(texts);
}

/** What is no language tag counts as English: it becomes a key. */
export const languageOf = (tag: string) =>
  /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(tag) ? tag.toLowerCase() : "en";
