// Written by `node lib/i18n/generate.ts` from the files below lib/i18n/messages. Do not edit.
import deAccount from "./messages/de/account.json" with { type: "json" };
import deApiKeys from "./messages/de/api-keys.json" with { type: "json" };
import deArchival from "./messages/de/archival.json" with { type: "json" };
import deArchive from "./messages/de/archive.json" with { type: "json" };
import deAudit from "./messages/de/audit.json" with { type: "json" };
import deAuth from "./messages/de/auth.json" with { type: "json" };
import deBill from "./messages/de/bill.json" with { type: "json" };
import deBilling from "./messages/de/billing.json" with { type: "json" };
import deCapabilities from "./messages/de/capabilities.json" with { type: "json" };
import deCarbonModules from "./messages/de/carbon-modules.json" with { type: "json" };
import deCatalogue from "./messages/de/catalogue.json" with { type: "json" };
import deCharts from "./messages/de/charts.json" with { type: "json" };
import deCorrections from "./messages/de/corrections.json" with { type: "json" };
import deCsv from "./messages/de/csv.json" with { type: "json" };
import deDashboard from "./messages/de/dashboard.json" with { type: "json" };
import deData from "./messages/de/data.json" with { type: "json" };
import deDrawing from "./messages/de/drawing.json" with { type: "json" };
import deEpd from "./messages/de/epd.json" with { type: "json" };
import deEstimate from "./messages/de/estimate.json" with { type: "json" };
import deEstimates from "./messages/de/estimates.json" with { type: "json" };
import deExports from "./messages/de/exports.json" with { type: "json" };
import deFailures from "./messages/de/failures.json" with { type: "json" };
import deFiles from "./messages/de/files.json" with { type: "json" };
import deFormat from "./messages/de/format.json" with { type: "json" };
import deHelp from "./messages/de/help.json" with { type: "json" };
import deIfcClasses from "./messages/de/ifc-classes.json" with { type: "json" };
import deInbox from "./messages/de/inbox.json" with { type: "json" };
import deInvoice from "./messages/de/invoice.json" with { type: "json" };
import deIssuing from "./messages/de/issuing.json" with { type: "json" };
import deKept from "./messages/de/kept.json" with { type: "json" };
import deLanding from "./messages/de/landing.json" with { type: "json" };
import deLikeness from "./messages/de/likeness.json" with { type: "json" };
import deMails from "./messages/de/mails.json" with { type: "json" };
import deMembers from "./messages/de/members.json" with { type: "json" };
import deNotices from "./messages/de/notices.json" with { type: "json" };
import deNotifications from "./messages/de/notifications.json" with { type: "json" };
import deObservability from "./messages/de/observability.json" with { type: "json" };
import deOnboarding from "./messages/de/onboarding.json" with { type: "json" };
import dePriceBook from "./messages/de/price-book.json" with { type: "json" };
import deProblems from "./messages/de/problems.json" with { type: "json" };
import deProjects from "./messages/de/projects.json" with { type: "json" };
import deReport from "./messages/de/report.json" with { type: "json" };
import deRevisions from "./messages/de/revisions.json" with { type: "json" };
import deRevit from "./messages/de/revit.json" with { type: "json" };
import deRows from "./messages/de/rows.json" with { type: "json" };
import deSettings from "./messages/de/settings.json" with { type: "json" };
import deShell from "./messages/de/shell.json" with { type: "json" };
import deSignInFailures from "./messages/de/sign-in-failures.json" with { type: "json" };
import deSimilar from "./messages/de/similar.json" with { type: "json" };
import deSite from "./messages/de/site.json" with { type: "json" };
import deStatus from "./messages/de/status.json" with { type: "json" };
import deSupport from "./messages/de/support.json" with { type: "json" };
import deTakeoff from "./messages/de/takeoff.json" with { type: "json" };
import deTrust from "./messages/de/trust.json" with { type: "json" };
import deUi from "./messages/de/ui.json" with { type: "json" };
import deUncertainty from "./messages/de/uncertainty.json" with { type: "json" };
import deUploadFailures from "./messages/de/upload-failures.json" with { type: "json" };
import deUploads from "./messages/de/uploads.json" with { type: "json" };
import deUsage from "./messages/de/usage.json" with { type: "json" };
import deVariants from "./messages/de/variants.json" with { type: "json" };
import deViewer from "./messages/de/viewer.json" with { type: "json" };
import deWebhookEvents from "./messages/de/webhook-events.json" with { type: "json" };
import deWebhooks from "./messages/de/webhooks.json" with { type: "json" };
import deWorkItems from "./messages/de/work-items.json" with { type: "json" };
import enAccount from "./messages/en/account.json" with { type: "json" };
import enApiKeys from "./messages/en/api-keys.json" with { type: "json" };
import enArchival from "./messages/en/archival.json" with { type: "json" };
import enArchive from "./messages/en/archive.json" with { type: "json" };
import enAudit from "./messages/en/audit.json" with { type: "json" };
import enAuth from "./messages/en/auth.json" with { type: "json" };
import enBill from "./messages/en/bill.json" with { type: "json" };
import enBilling from "./messages/en/billing.json" with { type: "json" };
import enCapabilities from "./messages/en/capabilities.json" with { type: "json" };
import enCarbonModules from "./messages/en/carbon-modules.json" with { type: "json" };
import enCatalogue from "./messages/en/catalogue.json" with { type: "json" };
import enCharts from "./messages/en/charts.json" with { type: "json" };
import enCorrections from "./messages/en/corrections.json" with { type: "json" };
import enCsv from "./messages/en/csv.json" with { type: "json" };
import enDashboard from "./messages/en/dashboard.json" with { type: "json" };
import enData from "./messages/en/data.json" with { type: "json" };
import enDrawing from "./messages/en/drawing.json" with { type: "json" };
import enEpd from "./messages/en/epd.json" with { type: "json" };
import enEstimate from "./messages/en/estimate.json" with { type: "json" };
import enEstimates from "./messages/en/estimates.json" with { type: "json" };
import enExports from "./messages/en/exports.json" with { type: "json" };
import enFailures from "./messages/en/failures.json" with { type: "json" };
import enFiles from "./messages/en/files.json" with { type: "json" };
import enFormat from "./messages/en/format.json" with { type: "json" };
import enHelp from "./messages/en/help.json" with { type: "json" };
import enIfcClasses from "./messages/en/ifc-classes.json" with { type: "json" };
import enInbox from "./messages/en/inbox.json" with { type: "json" };
import enInvoice from "./messages/en/invoice.json" with { type: "json" };
import enIssuing from "./messages/en/issuing.json" with { type: "json" };
import enKept from "./messages/en/kept.json" with { type: "json" };
import enLanding from "./messages/en/landing.json" with { type: "json" };
import enLikeness from "./messages/en/likeness.json" with { type: "json" };
import enMails from "./messages/en/mails.json" with { type: "json" };
import enMembers from "./messages/en/members.json" with { type: "json" };
import enNotices from "./messages/en/notices.json" with { type: "json" };
import enNotifications from "./messages/en/notifications.json" with { type: "json" };
import enObservability from "./messages/en/observability.json" with { type: "json" };
import enOnboarding from "./messages/en/onboarding.json" with { type: "json" };
import enPriceBook from "./messages/en/price-book.json" with { type: "json" };
import enProblems from "./messages/en/problems.json" with { type: "json" };
import enProjects from "./messages/en/projects.json" with { type: "json" };
import enReport from "./messages/en/report.json" with { type: "json" };
import enRevisions from "./messages/en/revisions.json" with { type: "json" };
import enRevit from "./messages/en/revit.json" with { type: "json" };
import enRows from "./messages/en/rows.json" with { type: "json" };
import enSettings from "./messages/en/settings.json" with { type: "json" };
import enShell from "./messages/en/shell.json" with { type: "json" };
import enSignInFailures from "./messages/en/sign-in-failures.json" with { type: "json" };
import enSimilar from "./messages/en/similar.json" with { type: "json" };
import enSite from "./messages/en/site.json" with { type: "json" };
import enStatus from "./messages/en/status.json" with { type: "json" };
import enSupport from "./messages/en/support.json" with { type: "json" };
import enTakeoff from "./messages/en/takeoff.json" with { type: "json" };
import enTrust from "./messages/en/trust.json" with { type: "json" };
import enUi from "./messages/en/ui.json" with { type: "json" };
import enUncertainty from "./messages/en/uncertainty.json" with { type: "json" };
import enUploadFailures from "./messages/en/upload-failures.json" with { type: "json" };
import enUploads from "./messages/en/uploads.json" with { type: "json" };
import enUsage from "./messages/en/usage.json" with { type: "json" };
import enVariants from "./messages/en/variants.json" with { type: "json" };
import enViewer from "./messages/en/viewer.json" with { type: "json" };
import enWebhookEvents from "./messages/en/webhook-events.json" with { type: "json" };
import enWebhooks from "./messages/en/webhooks.json" with { type: "json" };
import enWorkItems from "./messages/en/work-items.json" with { type: "json" };

export const en = {
  account: enAccount,
  "api-keys": enApiKeys,
  archival: enArchival,
  archive: enArchive,
  audit: enAudit,
  auth: enAuth,
  bill: enBill,
  billing: enBilling,
  capabilities: enCapabilities,
  "carbon-modules": enCarbonModules,
  catalogue: enCatalogue,
  charts: enCharts,
  corrections: enCorrections,
  csv: enCsv,
  dashboard: enDashboard,
  data: enData,
  drawing: enDrawing,
  epd: enEpd,
  estimate: enEstimate,
  estimates: enEstimates,
  exports: enExports,
  failures: enFailures,
  files: enFiles,
  format: enFormat,
  help: enHelp,
  "ifc-classes": enIfcClasses,
  inbox: enInbox,
  invoice: enInvoice,
  issuing: enIssuing,
  kept: enKept,
  landing: enLanding,
  likeness: enLikeness,
  mails: enMails,
  members: enMembers,
  notices: enNotices,
  notifications: enNotifications,
  observability: enObservability,
  onboarding: enOnboarding,
  "price-book": enPriceBook,
  problems: enProblems,
  projects: enProjects,
  report: enReport,
  revisions: enRevisions,
  revit: enRevit,
  rows: enRows,
  settings: enSettings,
  shell: enShell,
  "sign-in-failures": enSignInFailures,
  similar: enSimilar,
  site: enSite,
  status: enStatus,
  support: enSupport,
  takeoff: enTakeoff,
  trust: enTrust,
  ui: enUi,
  uncertainty: enUncertainty,
  "upload-failures": enUploadFailures,
  uploads: enUploads,
  usage: enUsage,
  variants: enVariants,
  viewer: enViewer,
  "webhook-events": enWebhookEvents,
  webhooks: enWebhooks,
  "work-items": enWorkItems,
};

export const de = {
  account: deAccount,
  "api-keys": deApiKeys,
  archival: deArchival,
  archive: deArchive,
  audit: deAudit,
  auth: deAuth,
  bill: deBill,
  billing: deBilling,
  capabilities: deCapabilities,
  "carbon-modules": deCarbonModules,
  catalogue: deCatalogue,
  charts: deCharts,
  corrections: deCorrections,
  csv: deCsv,
  dashboard: deDashboard,
  data: deData,
  drawing: deDrawing,
  epd: deEpd,
  estimate: deEstimate,
  estimates: deEstimates,
  exports: deExports,
  failures: deFailures,
  files: deFiles,
  format: deFormat,
  help: deHelp,
  "ifc-classes": deIfcClasses,
  inbox: deInbox,
  invoice: deInvoice,
  issuing: deIssuing,
  kept: deKept,
  landing: deLanding,
  likeness: deLikeness,
  mails: deMails,
  members: deMembers,
  notices: deNotices,
  notifications: deNotifications,
  observability: deObservability,
  onboarding: deOnboarding,
  "price-book": dePriceBook,
  problems: deProblems,
  projects: deProjects,
  report: deReport,
  revisions: deRevisions,
  revit: deRevit,
  rows: deRows,
  settings: deSettings,
  shell: deShell,
  "sign-in-failures": deSignInFailures,
  similar: deSimilar,
  site: deSite,
  status: deStatus,
  support: deSupport,
  takeoff: deTakeoff,
  trust: deTrust,
  ui: deUi,
  uncertainty: deUncertainty,
  "upload-failures": deUploadFailures,
  uploads: deUploads,
  usage: deUsage,
  variants: deVariants,
  viewer: deViewer,
  "webhook-events": deWebhookEvents,
  webhooks: deWebhooks,
  "work-items": deWorkItems,
};
