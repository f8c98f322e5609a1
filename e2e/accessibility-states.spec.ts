import { DRAWS_3D, expect, test } from "./fixtures.ts";
import { inspectBoth, inspecting } from "./inspection.ts";
import { type Stage, setStage } from "./screenshots/stage.ts";
import { states } from "./screenshots/states.ts";

const PORT = Number(process.env.E2E_PORT ?? 3456) + 18;
/** One state of every kind, which is looked at in every run. */
const OF_EVERY_KIND = [
  "account-menu",
  "audit-entry",
  "bell",
  "empty-files",
  "estimate-share",
  "estimate-what-if",
  "file-assign",
  "file-delete",
  "file-help",
  "file-materials",
  "file-model-picked",
  "list-failed",
  "loading-members",
  "member-invite-refused",
  "not-found",
  "not-found-shared",
  "page-failed",
  "palette-found",
  "phone-menu",
  "price-entry-new",
  "shortcuts",
  "sign-in-refused",
  "upload-failed",
  "upload-refused",
  "upload-running",
];

// The findings say where they are: nothing here is worth a trace.
test.use({ trace: "off", ...DRAWS_3D });

let stage: Stage;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  stage = await setStage(PORT);
});
test.afterAll(() => stage?.end());

test("what opens, is refused, empty, failed or loading holds in light and dark", async ({ browser }) => {
  test.setTimeout(300_000);
  const all = states(stage);
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(OF_EVERY_KIND));
  const look = inspecting(browser, stage, inspectBoth);
  for (const visit of all) if (OF_EVERY_KIND.includes(visit.name)) await look(visit);
});

for (const locale of ["en", "de"] as const)
  test(`every state holds in light and dark, ${locale}`, async ({ browser }) => {
    test.skip(process.env.VERIFY_FULL !== "1", "Seven minutes: a part of npm run verify:full");
    test.setTimeout(1_200_000);
    const look = inspecting(browser, stage, inspectBoth, locale);
    for (const visit of states(stage)) if (locale === "en" || !visit.englishOnly) await look(visit);
  });
