import { Segmented } from "#components/ui/segmented.tsx";

export type ShownAs = "chart" | "table";

/** Whether what took how long is shown as bars, or as a table for who reads it or hears it. */
export function ChartOrTable({ value, onChange }: { value: ShownAs; onChange: (value: ShownAs) => void }) {
  return (
    <Segmented
      label="Show as"
      value={value}
      onChange={onChange}
      segments={[
        { value: "chart", label: "Chart" },
        { value: "table", label: "Table" },
      ]}
    />
  );
}
