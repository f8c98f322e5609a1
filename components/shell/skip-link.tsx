import { useTranslations } from "next-intl";

/** The first stop of the Tab key: past the navigation, to `#content`. */
export function SkipLink() {
  const t = useTranslations("ui");
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-brand px-3 py-2 font-medium text-on-brand focus-visible:translate-y-0 print:hidden"
    >
      {t("skip")}
    </a>
  );
}
