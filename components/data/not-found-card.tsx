import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/states.tsx";

/** Stands for a page about one thing that is not there, or not for this member; leads back to the list. */
export function NotFoundCard({
  title,
  message,
  back,
}: {
  /** For those who hear the page: "No invoice here". */
  title: string;
  message: string;
  back: { href: string; label: string };
}) {
  const t = useTranslations("data");
  return (
    <Card>
      <h1 className="sr-only">{title}</h1>
      <ErrorState
        title={t("notFoundCard.notFound")}
        action={
          <Button asChild>
            <Link href={back.href}>{back.label}</Link>
          </Button>
        }
      >
        {message}
      </ErrorState>
    </Card>
  );
}
