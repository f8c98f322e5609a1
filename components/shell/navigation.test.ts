import { describe, expect, it } from "vitest";
import { activeHref, navigationFor } from "./navigation.ts";

const hrefs = (role: "viewer" | "editor" | "admin") =>
  navigationFor(role).flatMap((group) => group.items.map((item) => item.href));

describe("navigation", () => {
  it("shows administration to admins only", () => {
    expect(hrefs("viewer")).not.toContain("/settings/members");
    expect(hrefs("viewer")).not.toContain("/settings/api-keys");
    expect(hrefs("viewer")).toContain("/usage");
    expect(hrefs("editor")).not.toContain("/invoices");
    expect(hrefs("editor")).not.toContain("/settings/billing");
    expect(hrefs("editor")).toContain("/settings/api-keys");
    expect(hrefs("editor")).not.toContain("/settings");
    expect(hrefs("admin")).toContain("/settings/members");
  });

  it("marks the closest entry", () => {
    const groups = navigationFor("admin");
    expect(activeHref(groups, "/settings/members/x")).toBe("/settings/members");
    expect(activeHref(groups, "/settings")).toBe("/settings");
    expect(activeHref(groups, "/filesystem")).toBeUndefined();
  });
});
