import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";

/** What the modules of EN 15978 stand for. */
export function CarbonKey() {
  return (
    <Card>
      <CardHeader title="What is counted" description="Modules of the European standard EN 15978" />
      <CardBody>
        <DataList
          items={[
            {
              key: "a1",
              term: "A1–A3",
              value: "Getting raw materials and making the products: mass × factor",
            },
            {
              key: "a4",
              term: "A4",
              value: "Bringing them to the site: mass × distance × factor of the vehicle",
            },
            { key: "a5", term: "A5", value: "What is wasted on the site, made and brought in vain" },
            {
              key: "biogenic",
              term: "Biogenic",
              value: "CO₂ that timber took from the air and holds; shown apart, never taken off the total",
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
