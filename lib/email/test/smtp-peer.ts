import type { Readable } from "node:stream";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface Arrived {
  mail: ParsedMail;
  raw: string;
  from: string;
  to: string[];
  user: string | null;
  secure: boolean;
}

/** A mail server on a free port. `reply` may refuse a recipient with a code and words; every try is counted. */
export async function smtpPeer(
  options: SMTPServerOptions & {
    reply?: (recipient: string, attempt: number) => number | [code: number, words: string] | null;
  } = {},
) {
  const arrived: Arrived[] = [];
  const attempts = new Map<string, number>();
  const { reply, ...own } = options;
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const attempt = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, attempt);
      const refusal = reply?.(address, attempt) ?? null;
      const [code, words] = Array.isArray(refusal) ? refusal : [refusal, "not now"];
      done(code === null ? null : Object.assign(new Error(words), { responseCode: code }));
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      read(stream).then(async (raw) => {
        arrived.push({
          raw,
          mail: await simpleParser(raw),
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((r) => r.address),
          user: session.user === undefined ? null : String(session.user),
          secure: session.secure,
        });
        done();
      }, done);
    },
    ...own,
  });
  // What a client that goes away in the middle does to a session is not the test's concern.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  const address = listening.address();
  if (!address || typeof address === "string") throw new Error("The mail server has no port");
  return {
    port: address.port,
    arrived,
    attempts: (recipient: string) => attempts.get(recipient) ?? 0,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function read(stream: Readable): Promise<string> {
  return Buffer.concat(await stream.toArray()).toString("utf8");
}
