import * as ts from "typescript/unstable/ast";
import { afterAll, expect, it } from "vitest";
import { isEnglishOnly } from "./testing/english-only.ts";
import { interfaceFiles, nodesOf, openSources, serverFiles } from "./testing/sources.ts";

const sources = openSources();
afterAll(() => sources.close());

const files = [...new Set([...interfaceFiles(), ...serverFiles()])].filter((file) => !isEnglishOnly(file));
const found = (is: (node: ts.Node) => boolean, among = files) =>
  among.flatMap((file) => {
    const source = sources.parse(file);
    return [...nodesOf(source)]
      .filter(is)
      .map((node) => `${file}:${source.text.slice(0, node.end).split("\n").length} ${node.getText()}`);
  });

/** Whether a call names a locale as its argument at this place. */
const namesLocale = (call: ts.CallExpression | ts.NewExpression, at: number) => {
  const given = call.arguments?.[at];
  return given !== undefined && given.getText() !== "undefined";
};

it("figures, dates and orders of names are written in a language that is named, never the machine's own", () => {
  const nameless = found((node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
    const called = node.expression.getText();
    // The browser's time zone is asked of one.
    if (/^Intl\.[A-Z]\w+$/.test(called))
      return !namesLocale(node, 0) && !/\.resolvedOptions$/.test(node.parent.getText());
    if (/\.toLocale\w*$/.test(called)) return !namesLocale(node, 0);
    return /\.localeCompare$/.test(called) && !namesLocale(node, 1);
  });
  expect(nameless).toEqual([]);
});

it("no library's, browser's or program's own words are shown: a failure has a sentence of ours", () => {
  const shown = found(
    (node) =>
      (ts.isConditionalExpression(node) &&
        /instanceof Error\b/.test(node.condition.getText()) &&
        /\.message$/.test(node.whenTrue.getText())) ||
      (ts.isCallExpression(node) && /^String\((?:error|cause|reason|problem)\)$/.test(node.getText())),
    interfaceFiles().filter((file) => !isEnglishOnly(file) && !NOT_SHOWN.test(file)),
  );
  expect(shown).toEqual([]);
});

/** What is told to operators, who have it in the log. */
const NOT_SHOWN = /^components\/observability\/report-failure\.ts$/;

it("no error's message is filled into a sentence as it is", () => {
  const filled = found(
    (node) => {
      if (!ts.isPropertyAccessExpression(node) || node.name.text !== "message") return false;
      if (!/^(?:error|cause|err)$/.test(node.expression.getText())) return false;
      // What an attempt failed with is a stored sentence of ours (lib/webhooks/post.ts).
      if (/\bnothing_arrived\b/.test(node.parent.parent.parent.getText())) return false;
      for (let { parent } = node as ts.Node; parent; { parent } = parent)
        if (ts.isCallExpression(parent))
          return /^(?:t|problemText|issueText|keptText)$/.test(parent.expression.getText());
      return false;
    },
    serverFiles().filter((file) => !isEnglishOnly(file)),
  );
  expect(filled).toEqual([]);
});
