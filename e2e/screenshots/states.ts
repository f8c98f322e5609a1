import { expect, type Page } from "@playwright/test";
import { withoutRight } from "./platform-data.ts";
import { DEMO_SLUG, FRESH, type Stage } from "./stage.ts";
import type { Visit } from "./visits.ts";
import { press } from "./words.ts";

const presses =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await press(page, key);
  };

/** The head of a model, which is enough to be taken for one. */
const IFC = "ISO-10303-21;\nHEADER;\nENDSEC;\n";

/** States of pages that their plain address does not show: what is empty, open, refused, failed or still loading. */
export function states(stage: Stage): Visit[] {
  return [
    ...empty(),
    ...frame(),
    ...files(stage),
    ...model(stage),
    ...uploads(),
    ...estimates(stage),
    ...dialogs(stage),
    ...refused(),
    ...faults(stage),
    ...others(stage),
  ];
}

const admin = (name: string, path: string, open?: Visit["open"]): Visit => ({
  name,
  as: "admin",
  host: DEMO_SLUG,
  path,
  ...(open ? { open } : {}),
});

/** Of an organisation in which nothing was done yet. */
function empty(): Visit[] {
  const paths = [
    "/dashboard",
    "/projects",
    "/files",
    "/estimates",
    "/similar",
    "/usage",
    "/invoices",
    "/notifications",
    "/settings/members",
    "/settings/webhooks",
    "/settings/api-keys",
    "/settings/archive",
    "/settings/audit-log",
  ];
  return paths.map((path) => ({
    name: `empty${path.replaceAll("/", "-")}`,
    as: "fresh",
    host: FRESH,
    path,
  }));
}

function frame(): Visit[] {
  return [
    admin("palette", "/dashboard", (page) => page.keyboard.press("Control+k")),
    admin("palette-found", "/dashboard", async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("harb");
    }),
    admin("shortcuts", "/files", (page) => page.keyboard.press("?")),
    admin("bell", "/dashboard", presses("notifications.bell.notificationsUnread")),
    admin("account-menu", "/dashboard", presses("shell.account.name")),
    { ...admin("phone-menu", "/dashboard", presses("shell.menu.open")), only: ["phone", "german"] },
    admin("offline", "/files", (page) => page.context().setOffline(true)),
  ];
}

function files({ tenant }: Stage): Visit[] {
  const file = `/files/${tenant.file}`;
  return [
    ...["model", "take-off", "materials", "estimate", "carbon"].map((tab) =>
      admin(`file-${tab}`, `${file}?tab=${tab}`),
    ),
    admin("file-failed", `/files/${tenant.failedFile}`),
    admin("file-archived", `/files/${tenant.archivedFile}`),
    admin("file-restore", `/files/${tenant.archivedFile}`, presses("files.oneFile.restore")),
    admin("file-export", file, presses("report.menu.label")),
    admin("file-delete", file, presses("files.oneFile.delete2")),
    admin("file-help", file, presses("help.open")),
    admin("file-move", file, presses("projects.moveDialog.move")),
    admin("file-assign", `${file}?tab=materials`, presses("takeoff.assign.openOther")),
    admin("files-none-matches", "/files?q=no+file+is+called+so"),
  ];
}

/** The picture of a model, and what its tools open. */
function model({ tenant }: Stage): Visit[] {
  const path = `/files/${tenant.file}?tab=model`;
  const shown = (open: (page: Page) => Promise<void>) => async (page: Page) => {
    const picture = page.getByRole("application");
    await expect(picture).toHaveAttribute("data-state", "ready");
    await picture.focus();
    await open(page);
  };
  return [
    admin(
      "file-model-picked",
      path,
      shown((page) => page.keyboard.press("Enter")),
    ),
    admin("file-model-views", path, shown(presses("viewer.views.name"))),
    admin("file-model-section", path, shown(presses("viewer.section.name"))),
  ];
}

/** Uploads that do not reach the installation, so that no other visit sees anything of them. */
function uploads(): Visit[] {
  const choosing =
    (filename: string, answer: (page: Page) => Promise<unknown>, sign: string) => async (page: Page) => {
      await answer(page);
      const field = page.locator("main input[type=file]").first();
      await field.setInputFiles({ name: filename, mimeType: "", buffer: Buffer.from(IFC) });
      await expect(page.locator(sign).first()).toBeVisible();
    };
  const asked = (status: number | null) => (page: Page) =>
    page.route(
      (url) => url.pathname === "/api/files",
      (route) => {
        if (route.request().method() !== "POST") return route.fallback();
        const json = { code: "storage_full", title: "Storage full", detail: "The storage is full.", status };
        return status === null ? undefined : route.fulfill({ status, json });
      },
    );
  const dock = "section:has(> header h2)";
  const upload = (name: string, open: Visit["open"]): Visit => ({
    ...admin(name, "/files", open),
    alone: true,
    refused: true,
  });
  return [
    upload("upload-running", choosing("Harbour school.ifc", asked(null), `${dock} progress`)),
    upload("upload-failed", choosing("Harbour school.ifc", asked(422), `${dock} li .text-bad`)),
    upload(
      "upload-refused",
      choosing("notes.docx", async () => {}, "[role=alert] li"),
    ),
  ];
}

function estimates({ tenant }: Stage): Visit[] {
  const estimate = `/estimates/${tenant.estimate}`;
  return [
    ...["drivers", "variants", "lines", "basis", "discussion"].map((tab) =>
      admin(`estimate-${tab}`, `${estimate}?tab=${tab}`),
    ),
    ...["materials", "storeys", "missing"].map((view) =>
      admin(`estimate-lines-${view}`, `${estimate}?tab=lines&view=${view}`),
    ),
    admin("estimate-by-hand", `/estimates/${tenant.handEstimate}`),
    admin("estimate-share", estimate, presses("variants.share.button")),
    admin("estimate-revisions", `/estimates/${tenant.approved}?tab=revisions`),
    admin("estimate-reprice", estimate, presses("estimates.repriceDialog.calculateAgain")),
    admin("estimate-review", estimate, presses("variants.review.to.in_review.button")),
    admin("estimate-what-if", `${estimate}?tab=drivers`, (page) =>
      page.locator("main li button[aria-expanded]").first().click(),
    ),
    admin("estimate-variant-save", `${estimate}?tab=drivers`, async (page) => {
      await page.locator("main input[inputmode=decimal]").first().fill("60");
      await press(page, "variants.totals.save");
    }),
    admin("similar-nothing-asked", "/similar"),
  ];
}

function dialogs({ tenant }: Stage): Visit[] {
  const inTable = (page: Page) => page.getByRole("table").locator("tbody button").first().click();
  return [
    admin("audit-entry", "/settings/audit-log", inTable),
    admin("webhook-delivery", `/settings/webhooks/${tenant.endpoint}`, inTable),
    admin("member-manage", "/settings/members", presses("members.manageMember.manage")),
    admin("project-new", "/projects", presses("projects.projects.newProject")),
    admin("member-invite", "/settings/members", presses("members.inviteDialog.invite")),
    admin("webhook-new", "/settings/webhooks", presses("webhooks.endpointDialog.newEndpoint")),
    admin("price-entry-new", "/price-book", presses("price-book.entries.addEntry")),
    admin("archive-rules", "/settings/archive?tab=rules"),
    admin("archive-restores", "/settings/archive?tab=restores"),
    admin("archive-runs", "/settings/archive?tab=runs"),
    admin("plan-change", "/settings/billing", presses("billing.planCards.upgradeTo")),
    // Signed in a moment ago: a session that is some minutes old is asked for the password first.
    {
      ...admin("second-factor", "/account/security", presses("account.secondFactorCard.setUp")),
      alone: true,
    },
  ];
}

/** Forms that were sent and came back. */
function refused(): Visit[] {
  const filled = (fields: Record<string, string>) => async (page: Page) => {
    const form = page.locator("form[method=post]").first();
    for (const [name, text] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(text);
    await form.locator("[type=submit]").click();
    await expect(
      page.locator("form :is([role=alert], [role=status], [aria-invalid=true])").first(),
    ).toBeVisible();
  };
  const nobody = (
    name: string,
    host: string | null,
    path: string,
    fields: Record<string, string>,
  ): Visit => ({
    name,
    as: "nobody",
    host,
    path,
    open: filled(fields),
    refused: true,
  });
  const password = "not the password of anybody";
  return [
    nobody("sign-in-refused", DEMO_SLUG, "/sign-in", { email: "nobody@example.com", password }),
    nobody("sign-up-refused", null, "/sign-up", {
      organisation: "Demo office",
      slug: DEMO_SLUG,
      name: "Nele Neu",
      email: "nele@example.com",
      password,
    }),
    {
      ...admin("member-invite-refused", "/settings/members", async (page) => {
        await press(page, "members.inviteDialog.invite");
        await filled({ addresses: "nobody" })(page);
      }),
      refused: true,
    },
  ];
}

function faults(stage: Stage): Visit[] {
  const failing = (table: string) => (visit: () => Promise<void>) =>
    withoutRight(stage.installation, table, visit);
  return [
    { ...admin("not-found", "/nowhere"), refused: true },
    { ...admin("not-found-file", `/files/${crypto.randomUUID()}`), refused: true },
    {
      name: "not-found-shared",
      as: "nobody",
      host: DEMO_SLUG,
      path: `/shared/${"A".repeat(43)}`,
      refused: true,
    },
    { ...admin("page-failed", "/settings/api-keys"), during: failing("api_keys"), refused: true },
    { ...admin("list-failed", "/projects"), during: failing("projects"), refused: true },
    { ...admin("loading-members", "/settings/members"), unanswered: "/api/members" },
    { ...admin("loading-audit-log", "/settings/audit-log"), unanswered: "/api/audit-logs" },
  ];
}

function others({ tenant }: Stage): Visit[] {
  const operator = (name: string, path: string): Visit => ({
    name,
    as: "operator",
    host: null,
    path,
    englishOnly: true,
  });
  const viewer = (name: string, path: string): Visit => ({ name, as: "viewer", host: DEMO_SLUG, path });
  return [
    viewer("viewer-dashboard", "/dashboard"),
    viewer("viewer-file", `/files/${tenant.file}`),
    viewer("viewer-settings", "/settings"),
    viewer("viewer-members", "/settings/members"),
    { name: "sign-in-at-root", as: "nobody", host: null, path: "/sign-in" },
    operator("operator-job-attempts", "/operator/jobs?view=attempts"),
    operator("operator-slow-jobs", "/operator/slow-requests?kind=job"),
  ];
}
