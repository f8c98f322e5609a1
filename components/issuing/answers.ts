import type { z } from "zod";
import type { ApprovalView, IssuedRevisions, RevisionView, VerificationView } from "#lib/issuing/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type ApprovalAnswer = z.output<typeof ApprovalView>;
export type IssuedRevisionsAnswer = z.output<typeof IssuedRevisions>;
export type RevisionAnswer = z.output<typeof RevisionView>;
export type VerificationAnswer = z.output<typeof VerificationView>;
