import bowser from "bowser";

/** What a browser says it is, in words: `browser` "Firefox 128 on Windows", `device` "Computer". Nothing proves it. */
export function deviceOf(userAgent: string): { device: string; browser: string } {
  if (userAgent.trim() === "") return { device: "Unknown device", browser: "Unknown browser" };
  const { browser, os, platform } = bowser.parse(userAgent);
  const name = browser.name ? [browser.name, browser.version?.split(".")[0]].filter(Boolean).join(" ") : null;
  const words = [name ?? "Unknown browser", os.name ? `on ${os.name}` : null].filter(Boolean).join(" ");
  return { device: DEVICES[platform.type ?? ""] ?? "Unknown device", browser: words };
}

/** Whether two programs are one and the same as far as they say: kind of device, system and browser, of whatever version. */
export function isSameDevice(a: string, b: string): boolean {
  if (a.trim() === "" || b.trim() === "") return a.trim() === b.trim();
  const [one, other] = [bowser.parse(a), bowser.parse(b)];
  return (
    one.browser.name === other.browser.name &&
    one.os.name === other.os.name &&
    one.platform.type === other.platform.type
  );
}

const DEVICES: Record<string, string> = {
  desktop: "Computer",
  mobile: "Phone",
  tablet: "Tablet",
  tv: "Television",
  bot: "Program",
};
