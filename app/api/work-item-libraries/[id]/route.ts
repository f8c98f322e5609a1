import { route } from "#lib/http/route.ts";
import { deleteLibrary } from "#lib/price-books/work-items/delete-library.ts";
import { LibraryId } from "#lib/price-books/work-items/find-library.ts";

export const DELETE = route(
  {
    summary: "Delete a library of work items, or give up its import; price book rows taken from it stay",
    access: "admin",
    params: LibraryId,
  },
  ({ ctx, params }) => deleteLibrary(ctx, params.id),
);
