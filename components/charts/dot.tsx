/** A round dot; the marked one stands on a corner, so that colour is not alone in telling it. */
export function Dot({ x, y, marked }: { x: number; y: number; marked: boolean }) {
  if (!marked) return <circle cx={x} cy={y} r="5.5" className="fill-chart-1" opacity="0.8" />;
  return (
    <rect
      x={x - 5.5}
      y={y - 5.5}
      width="11"
      height="11"
      transform={`rotate(45 ${x} ${y})`}
      className="fill-chart-3"
    />
  );
}

/** The mark of a dot beside its words. */
export function DotSwatch({ marked }: { marked: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-3.5 shrink-0 print:[print-color-adjust:exact]"
    >
      <Dot x={8} y={8} marked={marked} />
    </svg>
  );
}
