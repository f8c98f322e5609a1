/**
 * The addresses of a pasted list: between commas, semicolons or line ends, bare or as `Name <mail>` with a name that may
 * stand in quotes and hold commas. In order, each once; what is no address is for `Email` to tell.
 */
export function parseAddresses(text: string): string[] {
  const found = new Map<string, string>();
  for (const [whole, angled] of text.matchAll(ENTRY)) {
    const address = (angled ?? whole).trim();
    if (address !== "") found.set(address.toLowerCase(), found.get(address.toLowerCase()) ?? address);
  }
  return [...found.values()];
}

/** One entry: anything up to an address in angle brackets, or anything up to the next separator. */
const ENTRY = /(?:"[^"\n]*"|[^",;<>\n])*<([^<>\n]*)>|[^,;\n]+/g;
