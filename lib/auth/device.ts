import bowser from "bowser";

/** What a browser says it is, in words: `browser` "Firefox 128 on Windows", `device` "Computer". Nothing proves it. */
export function deviceOf(userAgent: string): { device: string; browser: string } {
  if (userAgent.trim() === "") return { device: "Unknown device", browser: "Unknown browser" };
  const { browser, os, platform } = bowser.parse(userAgent);
  const name = browser.name ? [browser.name, browser.version?.split(".")[0]].filter(Boolean).join(" ") : null;
  const words = [name ?? "Unknown browser", os.name ? `on ${os.name}` : null].filter(Boolean).join(" ");
  return { device: DEVICES[platform.type ?? ""] ?? "Unknown device", browser: words };
}

const DEVICES: Record<string, string> = {
  desktop: "Computer",
  mobile: "Phone",
  tablet: "Tablet",
  tv: "Television",
  bot: "Program",
};
