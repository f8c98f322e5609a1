import { expect, it } from "vitest";
import { partsOf, toBody, toTyped } from "./mentions.ts";

const ANNA = "11111111-1111-4111-8111-111111111111";
const ANNA_LEE = "22222222-2222-4222-8222-222222222222";
const mentions = [
  { user_id: ANNA, name: "Anna" },
  { user_id: ANNA_LEE, name: "Anna Lee" },
];
const chosen = mentions.map(({ user_id, name }) => ({ id: user_id, name }));

it("sends whom was chosen, and has them back to edit", () => {
  const typed = "@Anna Lee, ask @Anna and @Nobody\nagain @Anna";
  const body = toBody(typed, chosen);
  expect(body).toBe(`@{${ANNA_LEE}}, ask @{${ANNA}} and @Nobody\nagain @{${ANNA}}`);
  expect(toTyped(body, mentions)).toEqual({ typed, chosen });
});

it("shows text and mentions, and that somebody is gone", () => {
  expect(partsOf(`Hi @{${ANNA}}!`, [{ user_id: ANNA, name: null }])).toEqual([
    { text: "Hi " },
    { mention: null, id: ANNA },
    { text: "!" },
  ]);
  expect(partsOf("plain", [])).toEqual([{ text: "plain" }]);
});

it("keeps a mention of somebody who is gone as it is", () => {
  const body = `@{${ANNA}}?`;
  expect(toTyped(body, [{ user_id: ANNA, name: null }])).toEqual({ typed: body, chosen: [] });
});
