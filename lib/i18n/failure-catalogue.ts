import deFailure from "./messages/de/observability.json" with { type: "json" };
import deUi from "./messages/de/ui.json" with { type: "json" };
import enFailure from "./messages/en/observability.json" with { type: "json" };
import enUi from "./messages/en/ui.json" with { type: "json" };

/** The texts of a page whose frame failed, which no server gives it. */
export const FAILURE_MESSAGES = {
  en: { observability: enFailure, ui: enUi },
  de: { observability: deFailure, ui: deUi },
};
