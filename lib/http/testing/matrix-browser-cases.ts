import {
  type Answer,
  type Case,
  type Entry,
  expected,
  isRole,
  own,
  type Principal,
  type World,
} from "#lib/http/testing/matrix-expectations.ts";

/** A page of another origin, or of none, changes nothing, whoever's cookie it sends. */
export function originCases(entry: Entry): Case[] {
  const { access } = entry.handler.declaration;
  const refused: Answer = { status: 403, code: "origin_refused" };
  const session: Principal =
    access === "operator" || access === "metrics" || access === "mail_provider"
      ? `${access} token`
      : access === "anyone"
        ? "signed out"
        : "admin";
  const principals: Principal[] = isRole(access) ? [session, "admin key"] : [session];
  const origins: Record<string, (w: World) => string> = {
    null: () => "null",
    "a sibling organisation's": (w) => `http://${w.foreign.host}`,
    "the platform's": () => "http://localhost:3000",
    "this host's over https": (w) => `https://${w.own.host}`,
    "this host's at another port": (w) => `http://${w.own.slug}.localhost:3001`,
    "a host that begins like this one": (w) => `http://${w.own.host}.evil.example`,
  };
  const missing = session === "admin" || session === "signed out" ? refused : null;
  return [
    ...principals.flatMap((principal) =>
      Object.entries(origins).map(([name, origin]) =>
        own({
          name: `${principal}, origin ${name}`,
          principal,
          headers: (w) => ({ origin: origin(w) }),
          answer: refused,
        }),
      ),
    ),
    ...(missing
      ? [
          own({
            name: `${session}, no origin`,
            principal: session,
            headers: () => ({ origin: "" }),
            answer: missing,
          }),
        ]
      : []),
    ...(isRole(access)
      ? [
          own({
            name: "admin key, no origin",
            principal: "admin key",
            headers: () => ({ origin: "" }),
            ...expected(entry, "admin key"),
          }),
        ]
      : []),
  ];
}

/** A body of a type that the route does not take is refused unread: forms that any page can send above all. */
export function contentTypeCases(entry: Entry): Case[] {
  const { access, body } = entry.handler.declaration;
  const principal: Principal =
    access === "operator" || access === "metrics" || access === "mail_provider"
      ? `${access} token`
      : access === "anyone"
        ? "signed out"
        : "admin";
  const wrong =
    body === "multipart"
      ? ["application/json", "text/plain", ""]
      : body
        ? [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "",
          ]
        : ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
  return wrong.map((type) =>
    own({
      name: `content type ${type || "missing"}`,
      principal,
      headers: () => ({ "content-type": type }),
      answer: { status: 415, code: "unsupported_media_type" },
    }),
  );
}
