import type { Page } from "@playwright/test";
import type { Role, Stage } from "./stage.ts";

/** Where a page stands: an organisation's host by its slug, or the root domain. */
export type Host = string | null;

/** A page, or a state of one, as somebody sees it. */
export interface Visit {
  /** Of its pictures' files. */
  name: string;
  as: Role;
  host: Host;
  /** Path and query. */
  path: string;
  /** Brings the page into the state that is to be seen, in the language that it is in. */
  open?: (page: Page) => Promise<void>;
  /** Requests below this path are never answered: the page stays loading. */
  unanswered?: string;
  /** The looks that have it; all unless told. */
  only?: readonly string[];
  /** Around the visit. */
  during?: (visit: () => Promise<void>) => Promise<void>;
  /** What the browser says of an answer that is meant to be refused is no finding. */
  refused?: boolean;
  /** In a browser of its own, so that nothing of it stays behind for others. */
  alone?: boolean;
  /** The page has one language. */
  englishOnly?: boolean;
}

/** What is seen at a page's address, by the page's route. */
export type Pages = Record<string, (stage: Stage) => Omit<Visit, "name">>;
