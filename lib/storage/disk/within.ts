import path from "node:path";

/**
 * A path inside a directory. Not `path.join` at the place of use: the bundler evaluates that, and for a directory that
 * is known only at run time takes the whole project, stored objects included, for a part of the build.
 */
export function within(directory: string, ...names: string[]): string {
  return [directory, ...names].join(path.sep);
}
