import type { z } from "zod";
import type { ChangeColumns } from "#lib/revisions/change-columns.ts";
import type { ChangeView } from "#lib/revisions/list-changes.ts";
import type { VersionList } from "#lib/revisions/list-versions.ts";
import type { ChangesView } from "#lib/revisions/read-changes.ts";

/** What the routes answer; types only. */
export type ChangesAnswer = z.output<typeof ChangesView>;
export type SummaryAnswer = NonNullable<ChangesAnswer["summary"]>;
export type GroupAnswer = SummaryAnswer["by_class"][number];
export type ColumnsAnswer = z.output<typeof ChangeColumns>;
export type ChangeAnswer = ChangeView;
export type VersionsAnswer = z.output<typeof VersionList>;
export type VersionAnswer = VersionsAnswer["items"][number];
export type Kind = ChangeAnswer["kind"];
