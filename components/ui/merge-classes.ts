/**
 * Of classes that set the same property the last one stays: what tailwind-merge does, for the classes that are in use here,
 * at an eighth of its size. merge-classes.test.ts holds both against each other over every class of the sources.
 */
export function mergeClasses(classes: string): string {
  const kept: string[] = [];
  /** What is set already by a later class, by its conditions: "hover:|p". */
  const set = new Set<string>();
  for (const name of classes.trim().split(/\s+/).reverse()) {
    let slot = slots.get(name);
    if (slot === undefined) {
      slot = slotOf(name);
      slots.set(name, slot);
    }
    if (slot) {
      const { conditions, group } = slot;
      if (set.has(conditions + group)) continue;
      set.add(conditions + group);
      for (const covered of COVERS[group] ?? []) set.add(conditions + covered);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}

interface Slot {
  conditions: string;
  group: string;
}

/** Of every class that was met; the sources have some thousand. */
const slots = new Map<string, Slot | null>();

function slotOf(name: string): Slot | null {
  const parts = name.split(/:(?![^[(]*[\])])/);
  const base = parts.pop() ?? "";
  const plain = base.replace(/^!|!$/g, "");
  const group = groupOf(plain.replace(/^-/, ""));
  if (group === null) return null;
  // Sorted where their order means nothing.
  const conditions = parts.some((part) => part.startsWith("[")) ? parts : parts.sort();
  return { conditions: `${conditions.join(":")}${plain === base ? "" : "!"}|`, group };
}

/** The property, or properties, that a class without its conditions sets; null: none that is known. */
function groupOf(name: string): string | null {
  if (name.startsWith("[")) return /^\[([\w-]+):/.exec(name)?.[1] ?? null;
  const word = WORDS.get(name);
  if (word) return word;
  for (const [pattern, group] of PATTERNS) if (pattern.test(name)) return group;
  const long = LONG.exec(name)?.[1];
  if (long) return long;
  const short = /^([a-z]+)-/.exec(name)?.[1] ?? "";
  return SHORT.has(short) ? short : null;
}

const words = (text: string) => text.split(" ");

/** Classes that are whole words, by what they set. */
const WORDS = new Map(
  Object.entries({
    display: "block inline-block inline flex inline-flex table grid inline-grid contents hidden flow-root",
    position: "static fixed absolute relative sticky",
    visibility: "visible invisible collapse",
    isolation: "isolate",
    sr: "sr-only not-sr-only",
    "container-type": "@container",
    "flex-direction": "flex-row flex-col flex-row-reverse flex-col-reverse",
    "flex-wrap": "flex-wrap flex-nowrap",
    grow: "grow",
    shrink: "shrink",
    "border-style": "border-solid border-dashed border-dotted border-none",
    "border-collapse": "border-collapse border-separate",
    "text-align": "text-left text-center text-right text-start text-end",
    "text-wrap": "text-wrap text-nowrap text-balance text-pretty",
    "text-overflow": "truncate text-ellipsis text-clip",
    "text-decoration": "underline line-through no-underline",
    "text-transform": "uppercase lowercase capitalize normal-case",
    "font-family": "font-sans font-mono",
    "font-weight": "font-normal font-medium font-semibold font-bold",
    numeric: "tabular-nums proportional-nums",
    break: "break-normal break-words break-all",
    "outline-style": "outline-none",
    "object-fit": "object-contain object-cover",
    "align-content": "content-start content-center content-end",
    "bg-image": "bg-none",
    rounded: "rounded",
    blur: "blur",
    shadow: "shadow",
    "outline-w": "outline",
    transition: "transition",
  }).flatMap(([group, names]) => words(names).map((name): [string, string] => [name, group])),
);

const PATTERNS: readonly [RegExp, string][] = [
  [/^text-(?:xs|sm|base|lg|\d?xl|\[[\d.])/, "font-size"],
  [/^flex-/, "flex"],
  [/^border(?:-(?:\d|\[[\d.]).*)?$/, "border-w"],
  ...words("x y t r b l").map((side): [RegExp, string] => [
    new RegExp(`^border-${side}(?:-(?:\\d|\\[[\\d.]).*)?$`),
    `border-w-${side}`,
  ]),
  [/^border-spacing-/, "border-spacing"],
  [/^border-/, "border-color"],
  [/^outline-(?:\d)/, "outline-w"],
  [/^content-\[/, "content"],
  [/^decoration-(?:\d)/, "decoration-w"],
  [/^divide-[xy]$/, "divide-y"],
  [/^grid-cols-/, "grid-cols"],
  [/^col-span-/, "col"],
  [/^rotate-\d/, "rotate"],
];

const LONG =
  /^(min-[wh]|max-[wh]|gap-[xy]|inset-[xy]|overflow-[xy]|overscroll-[xy]|scroll-[mp][xytrbl]?|rounded-(?:[trbl]|[tb][lr])|justify-items|justify-self|place-content|place-items|grid-flow|auto-cols|translate-[xy]|outline-offset|underline-offset|pointer-events|line-clamp|list|break-inside|forced-color-adjust|drop-shadow|divide-y)(?:-|$)/;

const SHORT = new Set(
  words(
    "accent items self animate appearance aspect basis bg blur border bottom brightness col cursor decoration divide fill flex gap grow h inset justify leading left m max mb min ml mr mt mx my object opacity order outline overflow overscroll p pb pl pr pt px py right rotate rounded select shadow shrink size stroke text top touch tracking transition align w whitespace wrap z",
  ),
);

const COVERS: Record<string, readonly string[]> = {
  p: words("px py pt pr pb pl"),
  px: words("pr pl"),
  py: words("pt pb"),
  m: words("mx my mt mr mb ml"),
  mx: words("mr ml"),
  my: words("mt mb"),
  size: words("w h"),
  inset: words("inset-x inset-y top right bottom left"),
  "inset-x": words("right left"),
  "inset-y": words("top bottom"),
  gap: words("gap-x gap-y"),
  overflow: words("overflow-x overflow-y"),
  overscroll: words("overscroll-x overscroll-y"),
  flex: words("basis grow shrink"),
  "line-clamp": words("display overflow"),
  "font-size": words("leading"),
  rounded: words("rounded-t rounded-r rounded-b rounded-l rounded-tl rounded-tr rounded-br rounded-bl"),
  "rounded-t": words("rounded-tl rounded-tr"),
  "rounded-r": words("rounded-tr rounded-br"),
  "rounded-b": words("rounded-br rounded-bl"),
  "rounded-l": words("rounded-tl rounded-bl"),
  "border-w": words("border-w-x border-w-y border-w-t border-w-r border-w-b border-w-l"),
  "border-w-x": words("border-w-r border-w-l"),
  "border-w-y": words("border-w-t border-w-b"),
};
