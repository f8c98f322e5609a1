import type { z } from "zod";
import type { SsoView } from "#lib/auth/sso/connection.ts";
import type {
  CorrectionList,
  CorrectionsCarried,
  CorrectionsChanged,
  CorrectionView,
} from "#lib/corrections/views.ts";
import type { Dashboard } from "#lib/dashboard/views.ts";
import type { DomainView } from "#lib/domains/views.ts";
import type { FileMaterials } from "#lib/estimates/file-materials.ts";
import type { EstimateList } from "#lib/estimates/list-estimates.ts";
import type { BreakdownView } from "#lib/estimates/read-breakdown.ts";
import type { EstimateDetail, EstimateView, LineView, MissingView } from "#lib/estimates/views.ts";
import type { ListedFile } from "#lib/files/list-files.ts";
import type { Notices, NoticeView, UnreadNotices } from "#lib/notifications/list-notices.ts";
import type { MarkedRead } from "#lib/notifications/mark-read.ts";
import type { Notifications } from "#lib/notifications/own-notifications.ts";
import type { Timeline } from "#lib/observability/traces/views.ts";
import type { ImportedPriceBook } from "#lib/price-books/import-price-book.ts";
import type { CatalogueItem } from "#lib/price-books/list-catalogue.ts";
import type { PriceBookView } from "#lib/price-books/list-price-books.ts";
import type { PriceBookDetail, PriceBookItem, PriceBookLocation } from "#lib/price-books/read-price-book.ts";
import type { ElementView } from "#lib/processing/list-elements.ts";
import type { StepView } from "#lib/processing/present-steps.ts";
import type { AnalysisView } from "#lib/processing/read-analysis.ts";
import type { ProjectDetail, ProjectView } from "#lib/projects/views.ts";
import type { PriceLevelsView } from "#lib/search/levels/views.ts";
import type { MaterialMatches } from "#lib/search/materials/match-material.ts";
import type { DistributionView, SearchView, SimilarView } from "#lib/search/views.ts";
import type { Addresses } from "#lib/tenancy/read-addresses.ts";
import type { SettingsView } from "#lib/tenancy/settings-schema.ts";
import type { TrustView } from "#lib/trust/read-trust.ts";
import type { UncertaintyView } from "#lib/uncertainty/views.ts";

/** What the routes answer, from the schemas that they declare. Types only: nothing of `lib` reaches the browser. */
export type FileAnswer = z.output<typeof ListedFile>;
export type FileDetailAnswer = FileAnswer & { steps: z.output<typeof StepView>[] };
export type TimelineAnswer = z.output<typeof Timeline>;
export type AnalysisAnswer = z.output<typeof AnalysisView>;
export type FileMaterialsAnswer = z.output<typeof FileMaterials>;
export type ElementAnswer = z.output<typeof ElementView>;
export type EstimateAnswer = z.output<typeof EstimateView>;
export type EstimateDetailAnswer = z.output<typeof EstimateDetail>;
export type EstimateListAnswer = z.output<typeof EstimateList>;
export type BreakdownAnswer = z.output<typeof BreakdownView>;
export type TrustAnswer = z.output<typeof TrustView>;
export type CorrectionAnswer = z.output<typeof CorrectionView>;
export type CorrectionListAnswer = z.output<typeof CorrectionList>;
export type CorrectionsChangedAnswer = z.output<typeof CorrectionsChanged>;
export type CorrectionsCarriedAnswer = z.output<typeof CorrectionsCarried>;
export type UncertaintyAnswer = z.output<typeof UncertaintyView>;
export type LineAnswer = z.output<typeof LineView>;
export type MissingAnswer = z.output<typeof MissingView>;
export type MatchesAnswer = z.output<typeof MaterialMatches>;
export type CatalogueEntry = z.output<typeof CatalogueItem>;
export type PriceBookVersion = z.output<typeof PriceBookView>;
export type PriceBookAnswer = z.output<typeof PriceBookDetail>;
export type PriceBookEntry = z.output<typeof PriceBookItem>;
export type PlaceAnswer = z.output<typeof PriceBookLocation>;
export type ImportedAnswer = z.output<typeof ImportedPriceBook>;
export type ProjectAnswer = z.output<typeof ProjectView>;
export type ProjectDetailAnswer = z.output<typeof ProjectDetail>;
export type DashboardAnswer = z.output<typeof Dashboard>;
export type SettingsAnswer = z.output<typeof SettingsView>;
export type SearchAnswer = z.output<typeof SearchView>;
export type SimilarAnswer = z.output<typeof SimilarView>;
export type DistributionAnswer = z.output<typeof DistributionView>;
export type PriceLevelsAnswer = z.output<typeof PriceLevelsView>;

export type DomainAnswer = z.output<typeof DomainView>;
export type AddressesAnswer = z.output<typeof Addresses>;
export type NoticeAnswer = z.output<typeof NoticeView>;
export type NoticesAnswer = z.output<typeof Notices>;
export type UnreadAnswer = z.output<typeof UnreadNotices>;
export type MarkedReadAnswer = z.output<typeof MarkedRead>;
export type NotificationsAnswer = z.output<typeof Notifications>;

/** A page of a list; `next` is the address of the page after it. */
export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}
export type SsoAnswer = z.output<typeof SsoView>;
