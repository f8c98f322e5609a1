import { describe, expect, it } from "vitest";
import { contrastRatio } from "#lib/branding/colors.ts";
import { config } from "#lib/config/index.ts";
import { originOf } from "#lib/tenancy/host.ts";
import type { Mail } from "./mail.ts";
import { renderMail } from "./render.ts";
import { type SampleWords, sampleMails } from "./samples.ts";

const PLAIN: SampleWords = {
  organisation: "Nordbau",
  email: "ada@example.test",
  webhookUrl: "https://hooks.example.test/in",
  problem: "Nobody answered.",
};
const ATTACK = `"><script>alert(1)</script><img src=x onerror='y'>&amp;<!-- </title></style> https://evil.example`;
const HOSTILE: SampleWords = {
  organisation: `Nord${ATTACK}`,
  email: `"${ATTACK}"@example.test`,
  webhookUrl: `https://hooks.example.test/${ATTACK}`,
  problem: `line\r\nof\u202e${ATTACK}`,
};
const branding = (name: string, more: { color?: string; logoUrl?: string } = {}) => ({
  name,
  origin: originOf("nordbau"),
  color: null,
  logoUrl: `${originOf("nordbau")}/api/tenant/logo?v=1`,
  website: null,
  ...more,
});
const drawn = (words: SampleWords) =>
  sampleMails(words).map(({ kind, mail }) => ({
    kind,
    mail,
    ...renderMail(mail, mail.tenantId === null ? null : branding(words.organisation)),
  }));

/** Tags with their attributes; a `<` or `>` that is no tag's, and anything but double quotes, is an error. */
function tagsOf(html: string): { name: string; attributes: Record<string, string> }[] {
  const body = html.replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, "").replace("<!doctype html>", "");
  const tags: ReturnType<typeof tagsOf> = [];
  const rest = body.replace(
    /<(\/?[a-z0-9]+)((?:\s[a-z-]+="[^"<>]*")*)>/g,
    (_tag, name: string, list: string) => {
      const attributes = Object.fromEntries(
        [...list.matchAll(/\s([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [
          key ?? "",
          unescaped(value ?? ""),
        ]),
      );
      tags.push({ name, attributes });
      return "";
    },
  );
  expect(rest).not.toMatch(/[<>]/);
  return tags;
}
const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const textOf = (html: string) => unescaped(html.replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, " "));

describe("every kind of mail", () => {
  it("has the same tags whatever people are called, and no tag that runs or loads anything of theirs", () => {
    const plain = drawn(PLAIN);
    for (const [i, { kind, html, subject, text }] of drawn(HOSTILE).entries()) {
      const tags = tagsOf(html);
      expect(
        tags.map(({ name }) => name),
        kind,
      ).toEqual(tagsOf(plain[i]?.html ?? "").map(({ name }) => name));
      expect(tags.map(({ name }) => name)).not.toContain("script");
      expect(
        tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => key.startsWith("on")),
      ).toEqual([]);
      expect(`${subject}${text.replaceAll("\n", "")}${html}`).not.toMatch(/\u202e|\r/);
      expect(subject).not.toContain("\n");
    }
  });

  it("leads to our hosts only, and to the payment page; pictures have words", () => {
    const ours = new RegExp(`^http://([a-z]+\\.)?${config().rootDomain}/`);
    for (const words of [PLAIN, HOSTILE])
      for (const { kind, html } of drawn(words)) {
        const tags = tagsOf(html);
        const links = tags.flatMap(({ name, attributes }) => (name === "a" ? [`${attributes.href}/`] : []));
        expect(links.length, kind).toBeGreaterThan(1);
        for (const link of links)
          expect(link).toMatch(link.startsWith("https://invoice.stripe.com/") ? /./ : ours);
        for (const { attributes } of tags.filter(({ name }) => name === "img")) {
          expect(attributes.src).toMatch(ours);
          expect(attributes.alt).toBe(`Logo of ${words.organisation}`);
        }
      }
  });

  it("says the same in plain text, its main link first, and why it comes", () => {
    for (const { kind, html, text, mail } of drawn(PLAIN)) {
      const seen = textOf(html);
      for (const { name, attributes } of tagsOf(html))
        if (name === "a" && new URL(attributes.href ?? "").pathname !== "/")
          expect(text, kind).toContain(attributes.href);
      for (const part of [...mail.paragraphs, ...(mail.notes ?? []), ...(mail.facts ?? []).flat()]) {
        expect(text).toContain(part);
        expect(seen).toContain(part);
      }
      const first = mail.action ?? mail.links?.[0];
      if (mail.reason === "account" || mail.reason === "invitation")
        expect(text.match(/https?:\S+/)?.[0]).toBe(first?.url);
      const why = /cannot be switched off|invited you|\/account\/notifications/;
      expect(text.slice(text.indexOf("\n-- \n"))).toMatch(why);
      expect(html).toMatch(why);
      expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
    }
  });
});

const MAIL: Mail = {
  to: "ada@example.test",
  tenantId: null,
  reason: "account",
  locale: "en",
  subject: "Hello",
  paragraphs: ["Text"],
  action: { label: "Go", url: "https://example.test/" },
};

it("escapes each of its parts", () => {
  const all = (said: string, url: string): Mail => ({
    ...MAIL,
    subject: said,
    preheader: said,
    heading: said,
    paragraphs: [said],
    facts: [[said, said]],
    action: { label: said, url },
    links: [{ label: said, url }],
    notes: [said],
    reason: "notice",
  });
  const tags = (said: string, query: string) =>
    tagsOf(
      renderMail(
        all(said, `https://example.test/?q=${query}`),
        branding(said, { logoUrl: `https://example.test/?v=${query}` }),
      ).html,
    ).map(({ name }) => name);
  expect(tags(ATTACK, ATTACK)).toEqual(tags("plain", "plain"));
});

it("makes any colour of an organisation readable on the button, in light and in dark", () => {
  for (const color of ["#ffffff", "#000000", "#ffff00", "#777777", "#0a7f3c", "red;}</style><script>"]) {
    const { html } = renderMail(MAIL, branding("Nordbau", { color }));
    const light = /bgcolor="(#\w{6})"[^>]*><a class="on"[^>]*color:(#\w{6});text-decoration:none">Go/.exec(
      html,
    );
    const dark = [/\.fill \{ background-color: (#\w{6})/, /\.on \{ color: (#\w{6})/].map(
      (find) => find.exec(html)?.[1],
    );
    for (const [ground, on] of [light?.slice(1) ?? [], dark])
      expect(contrastRatio(ground ?? "", on ?? ""), color).toBeGreaterThanOrEqual(4.5);
    tagsOf(html);
  }
});

it.each(["javascript:alert(1)", "data:text/html,x", "/sign-in"])("refuses to lead to %s", (url) => {
  expect(() => renderMail({ ...MAIL, action: { label: "Go", url } }, null)).toThrow(TypeError);
});

it("is the product's where no organisation is named, and has no picture without a logo", () => {
  const { html } = renderMail(MAIL, null);
  expect(textOf(html)).toContain("Construction AI");
  expect(html).not.toContain("<img");
});
