import { cn } from "#components/ui/cn.ts";

export interface MailFrameProps {
  title: string;
  html: string;
  /** Whatever the browser prefers; the mail's own preference unless told. */
  scheme?: "light" | "dark";
  className?: string;
}

/** The HTML of a mail in a frame that runs no scripts and has no origin; its links open beside the page. */
export function MailFrame({ title, html, scheme, className }: MailFrameProps) {
  return (
    <iframe
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={inScheme(html, scheme).replace("<head>", '<head><base target="_blank">')}
      className={cn("w-full rounded-md border border-line", className)}
    />
  );
}

function inScheme(html: string, scheme: MailFrameProps["scheme"]): string {
  if (!scheme) return html;
  return html.replace("(prefers-color-scheme: dark)", scheme === "dark" ? "all" : "not all");
}
