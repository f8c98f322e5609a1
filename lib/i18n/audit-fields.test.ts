import * as ts from "typescript/unstable/ast";
import { afterAll, expect, it } from "vitest";
import { RulesView } from "#lib/archival/rules-view.ts";
import { AccountView } from "#lib/billing/plans/account.ts";
import { DiscountView } from "#lib/billing/plans/coupons.ts";
import { SettingsView } from "#lib/tenancy/settings-schema.ts";
import { messagesOf } from "./messages.ts";
import { isEnglishOnly } from "./testing/english-only.ts";
import { nodesOf, openSources, serverFiles } from "./testing/sources.ts";

/** The log is shown with words of the area "audit"; what it writes has to have them. */
const { fields, actions, targets } = messagesOf("en").audit;

const sources = openSources();
afterAll(() => sources.close());

const calls = serverFiles()
  .filter((file) => !isEnglishOnly(file) && file !== "lib/audit/record.ts")
  .flatMap((file) =>
    [...nodesOf(sources.parse(file))]
      .filter(ts.isCallExpression)
      .filter(({ expression }) => /^(?:audit|auditAs|auditRow|recordForTenant)$/.test(expression.getText()))
      .map((call) => ({ file, call })),
  );

it("finds where the log is written", () => expect(calls.length).toBeGreaterThan(100));

it("every field that the log is given has a name in the catalogues", () => {
  const unnamed = calls.flatMap(({ file, call }) => {
    const target = call.arguments.findIndex(isTarget);
    return call.arguments
      .slice(target + 1)
      .filter(ts.isObjectLiteralExpression)
      .flatMap((written) => namesIn(written))
      .filter((name) => !(name in fields))
      .map((name) => `${file}: ${name}`);
  });
  expect(unnamed).toEqual([]);
});

it("so has every field of the views that it is given whole", () => {
  const { known_locations: _, revision: __, ...settings } = SettingsView.shape;
  const names = [settings, AccountView.shape, RulesView.shape, DiscountView.shape].flatMap((shape) =>
    Object.keys(shape),
  );
  expect(names.filter((name) => !(name in fields))).toEqual([]);
});

it("every action and target that is written out has a name in the catalogues", () => {
  const known = (names: object, path: string): boolean =>
    path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], names) !==
    undefined;
  const unnamed = calls.flatMap(({ file, call }) => {
    const target = call.arguments.find(isTarget);
    const type = target && /type: "(\w+)"/.exec(target.getText())?.[1];
    const action = call.arguments.find((one) => ts.isStringLiteral(one) && /^\w+\.\w+$/.test(one.text));
    const name = action && ts.isStringLiteral(action) ? action.text : null;
    return [
      ...(type && !known(targets, type) ? [`${file}: target ${type}`] : []),
      ...(name && !known(actions, name) ? [`${file}: action ${name}`] : []),
    ];
  });
  expect(unnamed).toEqual([]);
});

it("so has every action that such a file names, by whatever way it comes there", () => {
  const unnamed = [...new Set(calls.map(({ file }) => file))]
    .filter((file) => !/^lib\/billing\/stripe\/apply-/.test(file))
    .flatMap((file) =>
      [...nodesOf(sources.parse(file))]
        .filter(ts.isStringLiteral)
        .filter(
          ({ parent }) =>
            !(
              ts.isCallExpression(parent) && /^(?:t|problemText|issueText)$/.test(parent.expression.getText())
            ),
        )
        .map(({ text }) => text.split("."))
        .filter(([noun = "", verb, ...more]) => verb !== undefined && more.length === 0 && noun in actions)
        .filter(([noun = "", verb = ""]) => !(verb in actions[noun as keyof typeof actions]))
        .map((names) => `${file}: ${names.join(".")}`),
    );
  expect(unnamed).toEqual([]);
});

const isTarget = (node: ts.Node): boolean =>
  ts.isObjectLiteralExpression(node)
    ? /^\{\s*type(?::|,)/.test(node.getText())
    : /^(?:target|about)\b/.test(node.getText());

/** Names of the properties, with those of `before` and `after` written out. */
function namesIn(written: ts.ObjectLiteralExpression): string[] {
  return [...written.properties].flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return [];
    const name = property.name.getText().replaceAll('"', "");
    if (name !== "before" && name !== "after") return name;
    return ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer)
      ? namesIn(property.initializer)
      : [];
  });
}
