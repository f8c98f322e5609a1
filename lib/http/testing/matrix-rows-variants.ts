import type { Fixture } from "#lib/http/testing/fixture.ts";
import { once, untilUsed } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { newEstimate } from "#lib/http/testing/matrix-rows-estimates.ts";
import { IssueRevision, issueRevision } from "#lib/issuing/issue-revision.ts";
import { AddComment, addComment } from "#lib/review/add-comment.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import { CreateShare, createShare } from "#lib/sharing/create-share.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { deleteVariant } from "#lib/variants/delete-variant.ts";
import { SaveVariant, saveVariant } from "#lib/variants/save-variant.ts";

/** What-ifs, variants, comments, the review, issued revisions and links of estimates. */
export const VARIANT_ROWS: Record<string, Row> = {
  "POST /api/cost-estimates/{id}/what-if": {
    inProject: "estimate",
    params: (tenant) => priced(tenant),
    body: ({ marker }) => ({ changes: [{ kind: "terms", location: marker }] }),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/variants": {
    inProject: "estimate",
    params: (tenant) => varied(tenant),
    shows: true,
  },
  "POST /api/cost-estimates/{id}/variants": {
    inProject: "estimate",
    params: (tenant) => newEstimate(tenant),
    body: ({ marker }) => variant(marker),
    shows: true,
  },
  "DELETE /api/cost-estimates/{id}/variants/{variantId}": {
    inProject: "estimate",
    params: (tenant) => newVariant(tenant),
  },
  "POST /api/cost-estimates/{id}/variants/{variantId}/restore": {
    inProject: "estimate",
    params: async (tenant) => {
      const ref = await newVariant(tenant);
      await deleteVariant(await systemCtx(tenant.id), ref);
      return ref;
    },
    shows: true,
  },
  "POST /api/cost-estimates/{id}/variants/{variantId}/recalculate": {
    inProject: "estimate",
    params: (tenant) => newVariant(tenant),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/comments": {
    inProject: "estimate",
    params: (tenant) => commented(tenant),
    shows: true,
  },
  "POST /api/cost-estimates/{id}/comments": {
    inProject: "estimate",
    params: (tenant) => priced(tenant),
    body: ({ marker }) => ({ body: marker }),
    foreignBody: async (_own, foreign) => ({ body: `@{${foreign.members.admin.id}}` }),
    shows: true,
  },
  // Anybody's own; these were written by the platform, which no caller of the matrix is.
  "PATCH /api/cost-estimates/{id}/comments/{commentId}": {
    inProject: "estimate",
    params: (tenant) => newComment(tenant),
    body: ({ marker }) => ({ body: marker }),
    answer: { status: 403, code: "comment_not_own" },
  },
  "DELETE /api/cost-estimates/{id}/comments/{commentId}": {
    inProject: "estimate",
    params: (tenant) => newComment(tenant),
    below: { role: "admin", status: 403, code: "comment_not_own" },
  },
  "GET /api/cost-estimates/{id}/review": { inProject: "estimate", params: (tenant) => priced(tenant) },
  "PATCH /api/cost-estimates/{id}/review": {
    inProject: "estimate",
    params: (tenant) => newEstimate(tenant),
    body: () => ({ state: "in_review" }),
  },
  "GET /api/cost-estimates/{id}/issued-revisions": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await issued(tenant)).id }),
    shows: true,
  },
  "POST /api/cost-estimates/{id}/issued-revisions": {
    inProject: "estimate",
    params: (tenant) => newApproved(tenant),
    body: ({ marker }) => ({ purpose: marker }),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/issued-revisions/{revisionId}/document": {
    inProject: "estimate",
    params: async (tenant) => {
      const { id, revisionId } = await issued(tenant);
      return { id, revisionId };
    },
    query: "?format=pdf",
  },
  "POST /api/cost-estimates/{id}/issued-revisions/{revisionId}/withdraw": {
    inProject: "estimate",
    params: async (tenant) => {
      const { id, revisionId } = await newIssued(tenant);
      return { id, revisionId };
    },
    body: ({ marker }) => ({ reason: marker }),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/snapshots/{snapshotId}": {
    inProject: "estimate",
    params: async (tenant) => {
      const { id, snapshotId } = await issued(tenant);
      return { id, snapshotId };
    },
    shows: true,
  },
  // For whoever has the document; of nobody's whose hash is not known.
  "GET /api/verify/{sha256}": { params: async () => ({ sha256: "0".repeat(64) }) },
  "GET /api/cost-estimates/{id}/shares": {
    inProject: "estimate",
    params: (tenant) => shared(tenant),
    shows: true,
  },
  "POST /api/cost-estimates/{id}/shares": {
    inProject: "estimate",
    params: (tenant) => newEstimate(tenant),
    body: ({ marker }) => ({ note: marker }),
    shows: true,
  },
  "DELETE /api/cost-estimates/{id}/shares/{shareId}": {
    inProject: "estimate",
    params: (tenant) => newShare(tenant),
  },
};

const priced = once(newEstimate);
const variant = (name: string) => ({ name, changes: [{ kind: "terms", location: name }] });

async function newVariant(tenant: Fixture): Promise<{ id: string; variantId: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id } = await newEstimate(tenant);
  const saved = await saveVariant(ctx, id, SaveVariant.parse(variant(tenant.marker)));
  return { id, variantId: saved.id };
}
const varied = once(async (tenant) => ({ id: (await newVariant(tenant)).id }));

async function newComment(tenant: Fixture): Promise<{ id: string; commentId: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id } = await newEstimate(tenant);
  const { id: commentId } = await addComment(ctx, id, AddComment.parse({ body: tenant.marker }));
  return { id, commentId };
}
const commented = once(async (tenant) => ({ id: (await newComment(tenant)).id }));

async function approvedEstimate(tenant: Fixture): Promise<{ id: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id } = await newEstimate(tenant);
  await changeReview(ctx, id, ChangeReview.parse({ state: "in_review" }));
  const signature = { name: tenant.marker, title: "Quantity surveyor" };
  await changeReview(ctx, id, ChangeReview.parse({ state: "approved", signature }));
  return { id };
}

const newApproved = untilUsed(approvedEstimate);

async function issuedEstimate(
  tenant: Fixture,
): Promise<{ id: string; revisionId: string; snapshotId: string }> {
  const { id } = await approvedEstimate(tenant);
  const revision = await issueRevision(
    await systemCtx(tenant.id),
    id,
    IssueRevision.parse({ purpose: tenant.marker }),
  );
  return { id, revisionId: revision.id, snapshotId: revision.approval.snapshot_id };
}
const issued = once(issuedEstimate);
const newIssued = untilUsed(issuedEstimate);

async function newShare(tenant: Fixture): Promise<{ id: string; shareId: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id } = await newEstimate(tenant);
  const share = await createShare(ctx, id, CreateShare.parse({ note: tenant.marker }));
  return { id, shareId: share.id };
}
const shared = once(async (tenant) => ({ id: (await newShare(tenant)).id }));
