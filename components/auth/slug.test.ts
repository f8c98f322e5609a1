import { expect, it } from "vitest";
import { slugFrom } from "./slug.ts";

it.each([
  ["Müller & Söhne GmbH", "muller-sohne-gmbh"],
  ["  Großbau  ", "grossbau"],
  ["Ødegård (Oslo)", "degard-oslo"],
  ["建設", ""],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
])("%s suggests %s", (name, slug) => expect(slugFrom(name)).toBe(slug));
