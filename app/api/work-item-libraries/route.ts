import { z } from "zod";
import { answerAndClose } from "#lib/files/answer-and-close.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { route } from "#lib/http/route.ts";
import { listLibraries } from "#lib/price-books/work-items/list-libraries.ts";
import { receiveLibrary } from "#lib/price-books/work-items/receive-library.ts";
import { WorkItemLibraryView } from "#lib/price-books/work-items/views.ts";

export const GET = route(
  {
    summary: "Libraries of work items (DDC CWICR), newest first, with how far an import is",
    access: "viewer",
    response: z.object({ items: z.array(WorkItemLibraryView) }),
  },
  async ({ ctx }) => ({ items: await listLibraries(ctx) }),
);

export const POST = route(
  {
    summary:
      "Import a file of work items (DDC CWICR as CSV or XLSX, form field `file`; before it `name`, `currency`, `priced_on`)",
    access: "admin",
    creates: {
      takesNoKey:
        "a form is stored while it arrives and cannot be held against a key. Leave the key out: while an edition is being imported, another import of it is refused.",
    },
    body: "multipart",
    status: 202,
    response: WorkItemLibraryView,
  },
  ({ ctx, request, log, traceId }) =>
    receiveLibrary(ctx, request).catch((error) =>
      answerAndClose(problemResponse(error, log, traceId), request.body),
    ),
);
