import { readdir } from "node:fs/promises";
import path from "node:path";

/** A route file on disk: its path from the project's root, with forward slashes, and its address as in the API description. */
export interface RouteFile {
  file: string;
  pattern: string;
}

/** Route files that are no `route()`, each with the reason. */
export const WITHOUT_DECLARATION: Record<string, string> = {
  "/api/auth/{...nextauth}":
    "next-auth's own protocol: CSRF token, cookies and redirects are its doing; lib/auth decides who gets in",
  "/api/inngest": "the Inngest protocol, whose requests are signed with the signing key",
  "/api/webhooks/stripe":
    "Stripe's events: the signature over the raw bytes is the credential, and no Origin comes",
};

/** Every `route.ts` below `app/api`, in the order of its address. */
export async function routeFiles(root = process.cwd()): Promise<RouteFile[]> {
  const folder = path.join(root, "app", "api");
  const found = (await readdir(folder, { recursive: true })).filter((name) =>
    /(^|[\\/])route\.tsx?$/.test(name),
  );
  return found
    .map((name) => {
      const segments = name.split(path.sep);
      return {
        file: ["app", "api", ...segments].join("/"),
        pattern: ["/api", ...segments.slice(0, -1).map(toTemplate)].join("/"),
      };
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

/** `[id]` is `{id}`; a catch-all keeps its dots. */
function toTemplate(segment: string): string {
  return segment.replace(/^\[+(.*?)\]+$/, "{$1}");
}

/** Every page below `app` by its address as Next writes it, such as `/files/[id]`; the groups that only sort files left out. */
export async function pagePatterns(root = process.cwd()): Promise<string[]> {
  const found = (await readdir(path.join(root, "app"), { recursive: true })).filter((name) =>
    /(^|[\\/])page\.tsx$/.test(name),
  );
  const patterns = found.map((name) => {
    const segments = name.split(path.sep).slice(0, -1);
    return `/${segments.filter((segment) => !/^\(.*\)$/.test(segment)).join("/")}`;
  });
  return [...new Set(patterns)].sort();
}
