import { describe, expect, it } from "vitest";
import type { Role } from "#components/shell/types.ts";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { actionCommands, type Surroundings, settingsCommands } from "./commands.ts";
import { pageCommands } from "./keyed-commands.ts";
import { listSection, visitSections } from "./palette-entries.ts";

const t = testTranslator("shell");
const stay = async () => undefined;

function around(role: Role): Surroundings & { went: string[] } {
  const went: string[] = [];
  return {
    went,
    role,
    tenant: { name: "One", slug: "one", logoUrl: null },
    organisations: [
      { slug: "one", name: "One", role },
      { slug: "two", name: "Two", role: "viewer" },
    ],
    goTo: (href) => void went.push(href),
    upload: () => void went.push("upload"),
    showShortcuts: () => undefined,
    setTheme: () => undefined,
    onSignOut: stay,
    onSignOutEverywhere: stay,
    onSwitchOrganisation: stay,
  };
}
const all = (role: Role) => [
  ...pageCommands(t, around(role)),
  ...settingsCommands(t, around(role)),
  ...actionCommands(t, around(role)),
];
const ids = (role: Role) => all(role).map(({ id }) => id);

describe("commands", () => {
  it("are those of the role", () => {
    expect(ids("viewer")).toEqual(
      expect.arrayContaining(["/files", "section /settings/members", "section /account", "sign-out"]),
    );
    for (const id of ["/invoices", "section /settings/billing", "upload", "new-project", "invite"])
      expect(ids("viewer")).not.toContain(id);
    expect(ids("editor")).toEqual(expect.arrayContaining(["upload", "new-estimate", "new-project"]));
    expect(ids("editor")).not.toContain("invite");
    expect(ids("admin")).toEqual(
      expect.arrayContaining(["/invoices", "section /settings/audit-log", "invite"]),
    );
  });

  it("have ids and keys of their own, and lead to the other organisations only", () => {
    const keys = all("admin").flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(ids("admin")).size).toBe(ids("admin").length);
    expect(ids("admin").filter((id) => id.startsWith("switch-"))).toEqual(["switch-two"]);
    // A key that acts alone would be lost where a sequence begins with it.
    const begun = new Set(keys.filter((one) => one.includes(" ")).map((one) => one.split(" ")[0]));
    expect(keys.filter((one) => begun.has(one))).toEqual([]);
  });
});

describe("the palette's lines", () => {
  const hit = { id: "1", name: "Harbour.ifc", context: "School", created_at: "" };
  const hits = {
    files: [hit],
    estimates: [],
    projects: [{ ...hit, context: null }],
    invoices: [],
    older: false,
  };

  it("show what was opened lately first, and nothing twice", () => {
    const visits = [
      { href: "/files/1", name: "Harbour.ifc" },
      { href: "/files/2", name: "Other.ifc" },
    ];
    const [recent, files, , projects] = visitSections(t, visits, hits, "harb", around("viewer"));
    expect(recent?.entries.map(({ id }) => id)).toEqual(["/files/1"]);
    expect(files?.entries).toEqual([]);
    expect(projects?.entries.map(({ id }) => id)).toEqual(["/projects/1"]);
  });

  it("lead to the lists that search every name", () => {
    const place = around("viewer");
    const [files] = listSection(t, "a & b", place).entries;
    files?.run();
    expect(place.went).toEqual(["/files?q=a+%26+b"]);
    expect(listSection(t, "", place).entries).toEqual([]);
  });
});
