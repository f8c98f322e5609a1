import { XMLParser } from "fast-xml-parser";
import { tidy } from "./basic-info.ts";
import type { PartData, PartParameter } from "./types.ts";

const MOST_TYPES = 200;
const MOST_PARAMETERS = 200;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: { enabled: true, maxEntityCount: 0 },
  isArray: (name) => ["part", "category", "feature", "group"].includes(name),
});

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const nodeAt = (node: Node, key: string): Node => {
  const value = node[key];
  return isNode(value) ? value : {};
};
const nodesAt = (node: Node, key: string): Node[] => {
  const value = node[key];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
};
/** A drive's, a share's or a home's folders up to a file's name: they tell who works where. */
const FOLDERS = /(?:(?<![a-z])[a-z]:[\\/]|\\\\|\/(?:users|home)\/)[^\r\n<>|"*?;]*[\\/]/giu;

/** A text in which paths are cut to their files' names. */
const withoutFolders = (text: string): string => text.replace(FOLDERS, "");

const textOf = (value: unknown): string | null => {
  const text = isNode(value) ? value["#text"] : value;
  return typeof text === "string" ? tidy(withoutFolders(text)) : null;
};

/**
 * What a family's part data (Atom XML, namespace `urn:schemas-autodesk-com:partatom`) says: its title and category, its
 * parameters, and its types with theirs. Its author and the folders of paths are left out. Null for XML that is none.
 */
export function readPartData(xml: string): PartData | null {
  // A document type is nothing that Revit writes; with it come entities that stand for each other without end.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return null;
  let entry: Node;
  try {
    const document: unknown = parser.parse(xml);
    if (!isNode(document) || !isNode(document.entry)) return null;
    entry = document.entry;
  } catch {
    return null;
  }
  const family = nodeAt(entry, "family");
  const types = nodesAt(family, "part").flatMap((part) => {
    const name = textOf(part.title);
    return name === null ? [] : [{ name, parameters: parametersOf(part) }];
  });
  return {
    title: textOf(entry.title),
    category: categoryOf(nodesAt(entry, "category")),
    parameters: nodesAt(nodeAt(entry, "features"), "feature")
      .flatMap((feature) => nodesAt(feature, "group"))
      .flatMap(parametersOf)
      .slice(0, MOST_PARAMETERS),
    types: types.slice(0, MOST_TYPES),
    furtherTypes: Math.max(0, types.length - MOST_TYPES),
  };
}

/** Revit's own name of it before a number of another classification. */
function categoryOf(categories: readonly Node[]): string | null {
  const own = categories.find((category) => textOf(category.scheme) === "adsk:revit:grouping");
  return textOf((own ?? categories[0])?.term);
}

/** A parameter's element is called by its name, written so that XML takes it; the name itself is an attribute. */
function parametersOf(node: Node): PartParameter[] {
  return Object.entries(node)
    .flatMap(([tag, value]) => {
      if (tag.startsWith("@") || tag === "title" || !isNode(value)) return [];
      const said = textOf(value);
      const name = textOf(value["@displayName"]) ?? tidy(tag.replace(/_/g, " "));
      return said === null || name === null
        ? []
        : [{ name, value: said, kind: textOf(value["@typeOfParameter"]) }];
    })
    .slice(0, MOST_PARAMETERS);
}
