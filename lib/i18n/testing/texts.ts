/** All texts of a language by their whole key, "area.group.key". */
export function textsOf(messages: object, above = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(messages)) {
    const key = above ? `${above}.${name}` : name;
    if (typeof value === "string") texts.set(key, value);
    else for (const [inner, text] of textsOf(value, key)) texts.set(inner, text);
  }
  return texts;
}
