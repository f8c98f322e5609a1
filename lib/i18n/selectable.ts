/**
 * People's own text for an argument that a message selects by ("{name, select, _none {…} other {{name}}}"). A name that
 * every object has, such as "constructor", would be taken for one of the message's cases and break it: a mark without
 * width keeps it apart.
 */
export const selectable = (text: string): string => (text in Object.prototype ? `\u2060${text}` : text);
