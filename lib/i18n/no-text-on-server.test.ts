import { afterAll, describe, expect, it } from "vitest";
import { keptText, retold } from "./kept-text.ts";
import { LOCALES } from "./locales.ts";
import { messagesOf } from "./messages.ts";
import { ENGLISH_ONLY, isEnglishOnly } from "./testing/english-only.ts";
import { refusalTexts } from "./testing/refusal-texts.ts";
import { sentences } from "./testing/sentences.ts";
import { interfaceFiles, openSources, serverFiles } from "./testing/sources.ts";
import { textOfNode, userTexts } from "./testing/user-texts.ts";

/** Where mails and notices are worded, all of it in texts of the catalogues; the HTML around them is lib/email/layout.ts. */
const WORDED =
  /-mail\.ts$|notice-words\.ts$|^lib\/billing\/payments\/notices\.ts$|^lib\/email\/(?:render|figures)\.ts$/;
/** What is drawn or written for people: invoices, reports, the texts of archives. */
const DOCUMENTS = /^lib\/(?:billing|reports)\/pdf\/|^lib\/exports\/readme\.ts$/;
/** Parts of a tagged PDF, names of programs and countries, and what the log is told of a logo. */
const NO_WORDS_OF_DOCUMENTS =
  /^(?:Construction AI|Figure|Document|Table|Artifact|Bottom|its own|vat|other|(?:[A-Z]{2} ?)+|[\w ]+ logo[\w ]*)$/;
/** The name of the product, and a unit. */
const NO_WORDS = /^(?:Construction AI|[…\s]+ UTC)$|^A mail must not lead to/;

const sources = openSources();
afterAll(() => sources.close());
const files = serverFiles();

it("no problem's sentence stands in the code", () => {
  const found = files
    .filter((file) => !isEnglishOnly(file))
    .flatMap((file) => [...refusalTexts(sources.parse(file))].map((node) => `${file}: ${textOfNode(node)}`));
  expect(found).toEqual([]);
});

it("no sentence that is stored, answered or written into a file stands in the code", () => {
  const found = files
    .filter((file) => !isEnglishOnly(file))
    .flatMap((file) => [...sentences(sources.parse(file))].map((node) => `${file}: ${textOfNode(node)}`));
  expect(found).toEqual([]);
});

it("what is English only is there", () => {
  const all = [...files, ...interfaceFiles()];
  expect(ENGLISH_ONLY.filter((only) => !all.some((file) => only.files.test(file)))).toEqual([]);
});

it("no words of a document stand in the code", () => {
  const found = files
    .filter((file) => DOCUMENTS.test(file))
    .flatMap((file) =>
      [...userTexts(sources.parse(file))]
        .map(textOfNode)
        .filter((text) => !NO_WORDS_OF_DOCUMENTS.test(text))
        .map((text) => `${file}: ${text}`),
    );
  expect(found).toEqual([]);
});

it("no words of a mail or a notice stand in the code", () => {
  const found = files
    .filter((file) => WORDED.test(file))
    .flatMap((file) =>
      [...userTexts(sources.parse(file))]
        .map(textOfNode)
        .filter((text) => / /.test(text) && !NO_WORDS.test(text))
        .map((text) => `${file}: ${text}`),
    );
  expect(found).toEqual([]);
});

describe("sentences that are stored", () => {
  const english = messagesOf("en").kept;
  const said = files.flatMap((file) =>
    [...sources.parse(file).text.matchAll(/keptText\(\s*["`]([\w${}]+)["`]/g)].map(([, key]) => key ?? ""),
  );

  it("are each said somewhere", () => {
    const codes = files.flatMap((file) =>
      file.endsWith("takeoff-error.ts") ? [...sources.parse(file).text.matchAll(/^ {2}"(\w+)",$/gm)] : [],
    );
    const known = new Set([...said, ...codes.map(([, code]) => code ?? "")]);
    const patterns = said
      .filter((key) => key.includes("$"))
      .map((key) => new RegExp(`^${key.replace(/\$\{\w+\}/g, "\\w+")}$`));
    const unsaid = Object.keys(english).filter(
      (key) => !known.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unsaid).toEqual([]);
  });

  it("have plain names in braces alone, each once and none beside another", () => {
    for (const locale of LOCALES)
      for (const [key, text] of Object.entries(messagesOf(locale).kept))
        expect(text.replace(/\{\w+\}/g, "_"), `${locale} ${key}`).not.toMatch(/[{}]|__/);
  });

  it("are told again in German, whatever stands in them", () => {
    for (const key of Object.keys(english) as (keyof typeof english)[]) {
      const names = [...english[key].matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
      const values = Object.fromEntries(names.map((name) => [name, `‹${name}›`]));
      const german = messagesOf("de").kept[key].replace(/\{(\w+)\}/g, (_, name) => `‹${name}›`);
      expect(retold(keptText(key, values), "de"), key).toBe(german);
      expect(retold(keptText(key, values), "en"), key).toBe(keptText(key, values));
    }
  });

  it("may follow each other, stand in each other and hold figures; what is none of ours stays", () => {
    const {
      too_many_storeys: many,
      ifc_too_many: advice,
      nothing_arrived: nothing,
      no_answer: silent,
    } = messagesOf("de").kept;
    expect(
      retold(`${keptText("too_many_storeys", { most: "2,000" })} ${keptText("ifc_too_many")}`, "de"),
    ).toBe(`${many.replace("{most}", "2.000")} ${advice}`);
    const last = keptText("no_answer", { seconds: 10 });
    expect(retold(keptText("nothing_arrived", { failures: 12, last }), "de")).toBe(
      nothing.replace("{failures}", "12").replace("{last}", silent.replace("{seconds}", "10")),
    );
    expect(retold("Said by an older version.", "de")).toBe("Said by an older version.");
  });
});
