import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { cachedRows, patchRows } from "./optimistic.ts";

function filled(): QueryClient {
  const queries = new QueryClient();
  queries.setQueryData(["files", "list", {}], {
    pages: [
      { items: [{ file_id: "a", keep_hot: false }], total: 2 },
      { items: [{ file_id: "b", keep_hot: false }], total: 2 },
    ],
    pageParams: [],
  });
  queries.setQueryData(["files", "a"], { file_id: "a", keep_hot: false, steps: [] });
  queries.setQueryData(["projects", "all"], { items: [{ id: "a", keep_hot: false }] });
  return queries;
}

it("changes a thing wherever the cache has it, and nothing else", () => {
  const queries = filled();
  patchRows(queries, ["files"], (row) => (row.file_id === "a" ? { ...row, keep_hot: true } : row));
  expect(queries.getQueryData(["files", "list", {}])).toMatchObject({
    pages: [{ items: [{ keep_hot: true }], total: 2 }, { items: [{ keep_hot: false }] }],
  });
  expect(queries.getQueryData(["files", "a"])).toMatchObject({ keep_hot: true, steps: [] });
  expect(queries.getQueryData(["projects", "all"])).toMatchObject({ items: [{ keep_hot: false }] });
});

it("lists what the cache has", () => {
  expect(cachedRows(filled(), ["files"]).map(({ file_id }) => file_id)).toEqual(["a", "b", "a"]);
});

it("passes over what is not loaded yet", () => {
  const queries = new QueryClient();
  queries.setQueryData(["files", "list"], null);
  patchRows(queries, ["files"], () => ({}));
  expect(queries.getQueryData(["files", "list"])).toBeNull();
});
