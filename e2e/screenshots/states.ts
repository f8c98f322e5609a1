import type { Page } from "@playwright/test";
import { withoutRight } from "./platform-data.ts";
import { DEMO_SLUG, FRESH, type Stage } from "./stage.ts";
import type { Visit } from "./visits.ts";
import { press } from "./words.ts";

const presses =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await press(page, key);
  };

/** States of pages that their plain address does not show: what is empty, open, refused, failed or still loading. */
export function states(stage: Stage): Visit[] {
  return [
    ...empty(),
    ...frame(),
    ...files(stage),
    ...estimates(stage),
    ...dialogs(),
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
    admin("file-export", file, presses("report.menu.trigger")),
    admin("file-delete", file, presses("files.oneFile.delete2")),
    admin("files-none-matches", "/files?q=no+file+is+called+so"),
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
    admin("estimate-reprice", estimate, presses("estimates.repriceDialog.calculateAgain")),
    admin("similar-nothing-asked", "/similar"),
  ];
}

function dialogs(): Visit[] {
  return [
    admin("project-new", "/projects", presses("projects.projects.newProject")),
    admin("member-invite", "/settings/members", presses("members.inviteDialog.invite")),
    admin("webhook-new", "/settings/webhooks", presses("webhooks.endpointDialog.newEndpoint")),
    admin("price-entry-new", "/price-book", presses("price-book.entries.addEntry")),
    admin("archive-rules", "/settings/archive?tab=rules"),
    admin("archive-restores", "/settings/archive?tab=restores"),
    admin("archive-runs", "/settings/archive?tab=runs"),
    admin("plan-change", "/settings/billing", presses("billing.planCards.upgradeTo")),
    admin("second-factor", "/account/security", presses("account.secondFactorCard.setUp")),
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
