import { expect, it } from "vitest";
import type { NoticeAnswer } from "#components/data/answers.ts";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { byDay, linesOf } from "./groups.ts";

const t = testTranslator("notifications");

let n = 0;
const notice = (over: Partial<NoticeAnswer> = {}): NoticeAnswer => ({
  id: String(++n),
  kind: "file_completed",
  title: `${n}.ifc is processed`,
  detail: null,
  href: `/files/${n}`,
  created_at: "2026-11-24T10:00:00.000Z",
  read_at: null,
  ...over,
});

it("notices stand under the day that they came on where the reader is", () => {
  const now = new Date("2026-11-25T03:00:00Z");
  const notices = [
    notice({ created_at: "2026-11-25T02:00:00.000Z" }),
    notice({ created_at: "2026-11-24T10:00:00.000Z" }),
    notice({ created_at: "2026-11-20T10:00:00.000Z" }),
  ];
  const labels = (timeZone?: string) => byDay(t, notices, now, timeZone).map(({ label }) => label);
  expect(labels()).toEqual(["Today", "Yesterday", "20 Nov 2026"]);
  expect(labels("America/New_York")).toEqual(["Today", "20 Nov 2026"]);
});

it("a whole upload is one line, but neither with what is read, nor over another kind, nor of two", () => {
  const read = "2026-11-24T11:00:00.000Z";
  const lines = linesOf(t, [
    notice(),
    notice(),
    notice(),
    notice({ read_at: read }),
    notice({ read_at: read }),
    notice({ kind: "file_failed", title: "x" }),
    notice(),
  ]);
  expect(lines.map(({ title, more }) => [title.replace(/^\d+\./, "n."), more.length])).toEqual([
    ["3 files are processed", 2],
    ["n.ifc is processed", 0],
    ["n.ifc is processed", 0],
    ["x", 0],
    ["n.ifc is processed", 0],
  ]);
});
