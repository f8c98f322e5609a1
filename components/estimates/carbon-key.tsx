import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";

/** What the modules of EN 15978 stand for. */
export function CarbonKey() {
  const t = useTranslations("estimates");
  return (
    <Card>
      <CardHeader
        title={t("carbonKey.whatIsCounted")}
        description={t("carbonKey.modulesOfTheEuropeanStandardEn")}
      />
      <CardBody>
        <DataList
          items={[
            {
              key: "a1",
              term: "A1–A3",
              value: t("carbonKey.gettingRawMaterialsAndMaking"),
            },
            {
              key: "a4",
              term: "A4",
              value: t("carbonKey.bringingThemToTheSiteMass"),
            },
            { key: "a5", term: "A5", value: t("carbonKey.whatIsWastedOnTheSiteMadeAnd") },
            {
              key: "biogenic",
              term: t("carbonKey.biogenic"),
              value: t("carbonKey.co2ThatTimberTookFromTheAirAnd"),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
