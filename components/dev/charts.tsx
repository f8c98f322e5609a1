"use client";
import { Leaf } from "lucide-react";
import { useState } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { BenchmarkBars, Columns, Scatter, TrendLine, Waterfall } from "#components/charts/drawn.tsx";
import { ShareBar, Sparkline } from "#components/charts/inline.tsx";
import { Legend } from "#components/charts/legend.tsx";
import { partColor, SERIES, seriesColor } from "#components/charts/palette.ts";
import { RangeBar } from "#components/charts/range-bar.tsx";
import { StackedBar } from "#components/charts/stacked-bar.tsx";
import { StackedBars } from "#components/charts/stacked-bars.tsx";
import { Timeline } from "#components/charts/timeline.tsx";
import { Treemap } from "#components/charts/treemap.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { bands, buildUp, days, dots, materials, months, steps, tree } from "./chart-sample.ts";
import { Row, Section } from "./section.tsx";

const thousands = (value: number) => `$${Math.round(value)}K`;

/** Every chart in its states, with invented figures. */
export function Charts() {
  const [path, setPath] = useState<readonly string[]>([]);
  const table = <p className="px-4 text-ink-2">The same figures as a table.</p>;
  return (
    <Section id="charts" title="Charts">
      <Legend
        items={SERIES.map((_, index) => ({
          id: String(index),
          label: `Series ${index + 1}`,
          color: seriesColor(index + 1).css,
        }))}
      />
      <Row>
        <Sparkline label="Files a day, rising" values={[3, 4, 2, 6, 7, 9, 8]} />
        <ShareBar share={0.6} />
      </Row>
      <Card>
        <CardBody className="grid gap-6 pt-4">
          <RangeBar
            label="Likely cost"
            parts={buildUp}
            low={{ label: "Low", value: 700, text: "$700K" }}
            likely={{ label: "Likely", value: 1000, text: "$1M" }}
            high={{ label: "High", value: 1500, text: "$1.5M" }}
            color="var(--chart-1)"
          />
          <RangeBar
            label="A range without parts"
            parts={[]}
            low={{ label: "Low", value: 950, text: "$950K" }}
            likely={{ label: "Likely", value: 1000, text: "$1M" }}
            high={{ label: "High", value: 1040, text: "$1.04M" }}
            color="var(--chart-5)"
          />
          <StackedBar
            label="Parts"
            parts={buildUp
              .filter(({ value }) => value > 0)
              .map(({ id, label, value, text, color }) => ({ id, label, value, text, color }))}
          />
        </CardBody>
      </Card>
      <ChartCard
        title="Treemap"
        summary="Two levels at once."
        chart={<Treemap label="Treemap" root={tree} path={path} onPath={setPath} />}
        table={table}
      />
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
        <ChartCard
          title="Waterfall"
          chart={
            <Waterfall
              label="Waterfall"
              steps={buildUp}
              total={{ id: "total", label: "Total", value: 1000, text: "$1M", color: "var(--chart-5)" }}
            />
          }
          table={table}
        />
        <ChartCard
          title="Stacked bars"
          chart={
            <StackedBars
              label="Stacked bars"
              series={["a1_a3_kg", "a4_kg", "a5_kg"].map((id) => ({
                id,
                label: id,
                color: partColor("module", id).css,
              }))}
              rows={materials}
            />
          }
          table={table}
        />
        <ChartCard
          title="Bars with benchmark lines"
          chart={
            <BenchmarkBars
              label="Benchmarks"
              measured={{
                label: "This",
                value: 420,
                text: "420",
                parts: [
                  { id: "a", label: "A1–A3", value: 330, text: "330", color: "var(--chart-1)" },
                  { id: "b", label: "A4", value: 30, text: "30", color: "var(--chart-3)" },
                  { id: "c", label: "A5", value: 60, text: "60", color: "var(--chart-2)" },
                ],
              }}
              rows={[{ id: "office", label: "Office", bands, verdict: "Band B" }]}
              unit="kgCO₂e/m²"
              format={(value) => String(value)}
            />
          }
          table={table}
        />
        <ChartCard
          title="Trend"
          chart={<TrendLine label="Trend" points={months} color="var(--chart-2)" format={thousands} />}
          table={table}
        />
        <ChartCard
          title="Columns"
          chart={<Columns label="Columns" columns={days} top={10} format={String} color="var(--chart-1)" />}
          table={table}
        />
        <ChartCard
          title="Scatter"
          chart={
            <Scatter
              label="Scatter"
              dots={dots}
              x={{ label: "Cost per m²", format: (value) => `$${value}` }}
              y={{ label: "kgCO₂e/m²", format: String }}
            />
          }
          table={table}
        />
        <ChartCard
          title="Timeline"
          chart={<Timeline label="Timeline" rows={steps} total={9000} />}
          table={table}
        />
        <ChartCard
          title="Nothing to draw"
          chart={null}
          table={null}
          empty={{ icon: Leaf, title: "No carbon yet", text: "No line has a carbon factor and a mass." }}
        />
      </div>
    </Section>
  );
}
