import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { Picture } from "./picture.tsx";

const STOPS = ["estimate", "drivers", "takeoff"] as const;

/** What one looks at in the product, a picture each, the sides in turns. The model itself is the page's first picture. */
export function Tour() {
  const t = useTranslations("landing");
  return (
    <section
      aria-labelledby="tour"
      className="mx-auto grid max-w-6xl grid-cols-1 gap-12 px-4 py-14 md:gap-16"
    >
      <div className="grid gap-2">
        <h2 id="tour" className="font-semibold text-2xl tracking-tight">
          {t("tour.title")}
        </h2>
        <h3 className="mt-2 font-semibold text-lg">{t("tour.model.title")}</h3>
        <p className="max-w-2xl text-ink-2">{t("tour.model.text")}</p>
      </div>
      {STOPS.map((stop, index) => (
        <div key={stop} className="grid grid-cols-1 items-center gap-x-10 gap-y-5 lg:grid-cols-5">
          <div className={cn("grid gap-2 lg:col-span-2", index % 2 === 0 && "lg:order-last")}>
            <h3 className="font-semibold text-xl">{t(`tour.${stop}.title`)}</h3>
            <p className="text-ink-2">{t(`tour.${stop}.text`)}</p>
          </div>
          <div className="lg:col-span-3">
            <Picture of={stop} alt={t(`tour.${stop}.picture`)} />
          </div>
        </div>
      ))}
    </section>
  );
}
