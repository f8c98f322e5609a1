import { expect, it } from "vitest";
import { ROLES } from "#db/schema/auth.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { permissionOf } from "./permissions.ts";

it("every route that asks for a role stands in the table of permissions, with that role", async () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const [pattern, load] of Object.entries(ROUTE_MODULES))
    for (const { method, handler } of declaredMethods(await load())) {
      const access = handler?.declaration.access;
      if (!ROLES.some((role) => role === access)) continue;
      seen++;
      const permission = permissionOf(method, pattern);
      if (permission?.role !== access)
        wrong.push(
          `${method} ${pattern} asks for ${access}, the table says ${permission?.role ?? "nothing"}`,
        );
    }
  expect(seen).toBeGreaterThan(50);
  expect(wrong.join("\n")).toBe("");
});

it("the longest entry counts, and a path is matched by whole parts", () => {
  expect(permissionOf("DELETE", "/api/members/{id}")?.role).toBe("viewer");
  expect(permissionOf("DELETE", "/api/members/{id}/sessions")?.role).toBe("admin");
  expect(permissionOf("GET", "/api/membership")).toBeUndefined();
});
