import { createTransport } from "nodemailer";
import { config } from "#lib/config/index.ts";

/** How long an answer of the mail server holds, in milliseconds: no probe connects to it again before. */
const GOOD_MS = 60_000;
const BAD_MS = 15_000;
/** Short: whoever asks wants to know now. */
const TIMEOUTS = { connectionTimeout: 2500, greetingTimeout: 2500, socketTimeout: 2500, dnsTimeout: 2500 };

type State = "ready" | "down";
interface Known {
  url: string;
  /** The answer before, which holds while the next one is on its way. */
  state: State | null;
  until: number;
  asking: Promise<State> | null;
}
let known: Known | undefined;

/**
 * Whether mail can leave: the SMTP server greets and takes our sign-in, asked at most once a minute. Mail that is caught
 * always can. Only the first caller waits for the server. Never throws.
 */
export async function askMailServer(): Promise<State> {
  const { mail } = config();
  if (mail.kind === "inbox") return "ready";
  if (known?.url !== mail.url) known = { url: mail.url, state: null, until: 0, asking: null };
  const server = known;
  if (Date.now() >= server.until) server.asking ??= ask(server);
  return server.state ?? server.asking ?? ask(server);
}

async function ask(server: Known): Promise<State> {
  const state = await verify(server.url);
  Object.assign(server, {
    state,
    until: Date.now() + (state === "ready" ? GOOD_MS : BAD_MS),
    asking: null,
  });
  return state;
}

async function verify(url: string): Promise<State> {
  const transport = createTransport({ url, ...TIMEOUTS });
  try {
    await transport.verify();
    return "ready";
  } catch {
    return "down";
  } finally {
    transport.close();
  }
}
