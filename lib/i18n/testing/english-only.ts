/** Files whose texts are English in every language, and why: the one list of exceptions (see ../README.md). */
export interface EnglishOnly {
  files: RegExp;
  why: string;
}

/** What operators read: their console, their routes and commands, and what the log and the API's description have. */
const OPERATORS: readonly EnglishOnly[] = [
  { files: /^(?:app\/\(operator\)|components\/operator)\//, why: "the operators' console is English" },
  {
    files:
      /^lib\/(?:operators|features|status)\/|^app\/api\/(?:admin|operator)\/|operator-|^lib\/jobs\/operators\.ts$|^lib\/support\/start-session\.ts$/,
    why: "what the operators' console calls is English, as it is",
  },
  {
    files:
      /^lib\/billing\/(?:credit-|generate-|billing-period|invoice-batch\.ts$|payments\/(?:close|invoice-row|record))|^lib\/billing\/plans\/(?:currency-change|plan-versions|trial)\.ts$|^lib\/billing\/stripe\/(?:attach-payment|close-at-stripe|receive-event|compare-amounts|amounts|send-to-stripe)\.ts$|^app\/api\/webhooks\/stripe\/|^lib\/usage\/import-events\.ts$/,
    why: "operators' and machines' routes alone come there",
  },
  {
    files:
      /^lib\/(?:backup|config|storage|observability)\/|^lib\/tenancy\/delete-tenant\.ts$|^lib\/search\/(?:reindex|index\/|embedding\/)|^lib\/archival\/archive-files\.ts$|^lib\/catalogue\//,
    why: "commands of whoever runs an installation, and what only the log has",
  },
];

/** What developers read. */
const DEVELOPERS: readonly EnglishOnly[] = [
  {
    files: /^(?:app\/(?:dev|docs)|components\/(?:dev|api-docs))\//,
    why: "developers' pages are English, as the API is",
  },
  { files: /\/actions\.ts$/, why: "a summary of an action stands in the API's description" },
  {
    files: /^lib\/http\/openapi\.ts$|^lib\/webhooks\/event-examples\.ts$|^lib\/email\/samples\.ts$/,
    why: "the API's description and its examples, and samples on a developers' page",
  },
  { files: /^lib\/jobs\/embedded\//, why: "what a run of a job failed with, which operators see" },
];

/** What is no text. */
const NO_TEXT: readonly EnglishOnly[] = [
  { files: /\/palette-entries\.ts$/, why: "names as models spell them, which are compared and not shown" },
  { files: /\/language-names\.ts$/, why: "each language is named in itself" },
  { files: /\/use-heights\.ts$/, why: "a media query" },
  { files: /\/drawing-rows\.ts$/, why: "lengths of CSS" },
  { files: /\/keep-focus\.ts$/, why: "selectors" },
  { files: /\/held-submits\.ts$/, why: "a program for the page's head" },
  { files: /\/merge-classes\.ts$/, why: "names of classes" },
  { files: /^components\/viewer\/engine\//, why: "programs of the graphics card" },
  {
    files: /^lib\/reports\/(?:xlsx\/styles|ifc\/property-lines)\.ts$/,
    why: "styles of workbooks, units of IFC",
  },
];

export const ENGLISH_ONLY: readonly EnglishOnly[] = [...OPERATORS, ...DEVELOPERS, ...NO_TEXT];

/** Whether a file's texts are English in every language. */
export const isEnglishOnly = (file: string): boolean => ENGLISH_ONLY.some(({ files }) => files.test(file));
