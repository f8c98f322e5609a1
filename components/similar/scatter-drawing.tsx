import { cn } from "#components/ui/cn.ts";

export interface DrawnDot {
  /** Of the estimate that it leads to. */
  id: string | null;
  label: string;
  /** 0..100 of the width from the left, and of the height from below. */
  x: number;
  y: number;
  isMine: boolean;
  isShown: boolean;
  show: () => void;
}

/** The dots between their lines. Each leads to its estimate; with `stops` the keyboard goes from one to the next. */
export function ScatterDrawing({
  title,
  dots,
  stops,
}: {
  title: string;
  dots: readonly DrawnDot[];
  stops: boolean;
}) {
  return (
    <svg className="block h-56 w-full overflow-visible">
      <title>{title}</title>
      {[0, 50, 100].map((at) => (
        <line
          key={at}
          x1="0"
          x2="100%"
          y1={`${at}%`}
          y2={`${at}%`}
          stroke="currentColor"
          className={at === 100 ? "text-ink-3" : "text-line"}
        />
      ))}
      {dots.map(({ id, label, x, y, isMine, isShown, show }) =>
        isMine || id === null ? (
          <g key="mine" onPointerEnter={show}>
            <Dot x={x} y={100 - y} isMine />
          </g>
        ) : (
          <a
            key={id}
            href={`/estimates/${id}`}
            aria-label={label}
            tabIndex={stops ? 0 : -1}
            onFocus={show}
            onPointerEnter={show}
            className="group/dot outline-none"
          >
            <Dot x={x} y={100 - y} isShown={isShown} />
          </a>
        ),
      )}
    </svg>
  );
}

/** A round dot; the marked one stands on a corner, so that colour is not alone in telling it. In percent of the drawing. */
export function Dot({
  x,
  y,
  isMine = false,
  isShown = false,
  small = false,
}: {
  x: number;
  y: number;
  isMine?: boolean;
  isShown?: boolean;
  small?: boolean;
}) {
  const size = (small ? 4 : 5.5) + (isShown ? 1.5 : 0);
  return (
    <svg aria-hidden="true" x={`${x}%`} y={`${y}%`} className="overflow-visible">
      <circle
        r="12"
        fill="transparent"
        strokeWidth="2"
        className="stroke-transparent group-focus-visible/dot:stroke-ink"
      />
      {isMine ? (
        <rect
          x={-size}
          y={-size}
          width={size * 2}
          height={size * 2}
          transform="rotate(45)"
          className="fill-chart-3"
        />
      ) : (
        <circle r={size} className={cn("fill-chart-1", !isShown && "opacity-80")} />
      )}
    </svg>
  );
}
