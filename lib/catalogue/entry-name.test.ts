import { expect, it } from "vitest";
import { messagesOf } from "#lib/i18n/messages.ts";
import { DEFAULT_CATALOGUE } from "./default-catalogue.ts";
import { entryName } from "./entry-name.ts";

it("the texts have each entry of the built-in catalogue by the name that it has there, and no other", () =>
  expect(messagesOf("en").catalogue).toEqual(
    Object.fromEntries([...DEFAULT_CATALOGUE.values()].map(({ id, name }) => [id, name])),
  ));

it("tells a built-in name in German, and leaves an organisation's own", () => {
  const kept = DEFAULT_CATALOGUE.get("concrete-c30")?.name ?? "";
  expect(entryName("concrete-c30", kept, "de")).toBe("Transportbeton C30/37");
  expect(entryName("concrete-c30", kept, "en")).toBe(kept);
  expect(entryName("concrete-c30", "Our own concrete", "de")).toBe("Our own concrete");
  expect(entryName("our-own", "Lehmstein", "de")).toBe("Lehmstein");
});
