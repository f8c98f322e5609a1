/**
 * What pdf.js looks for when it is loaded, to draw with: it never draws here, and says so at every start where they are
 * missing. Has to be loaded before it.
 */
class Undrawn {}
for (const name of ["DOMMatrix", "Path2D"])
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: Undrawn, configurable: true });
