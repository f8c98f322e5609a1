"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { TreemapTiles } from "./drawn.tsx";
import { type MapNode, nodeAt, shownOf } from "./treemap-tree.ts";

/**
 * What a whole consists of, as areas: groups with their tiles, one level after the other. A tile opens its group, the
 * path above leads back, and so does Backspace. The colour of a tile is that of its thing; its name stands on it where
 * there is room, and in words on pointing or focus everywhere.
 */
export function Treemap({
  label,
  root,
  path,
  onPath,
}: {
  label: string;
  root: MapNode;
  /** Ids from the root to what is looked at. */
  path: readonly string[];
  onPath: (path: readonly string[]) => void;
}) {
  const node = nodeAt(root, path);
  const at = node === root ? [] : path;
  const shown = shownOf(node);
  const open = (id: string) => {
    const group = shown.groups.find(({ tiles }) => tiles.some((tile) => tile.id === id));
    if (group && group.id !== node.id) onPath([...at, group.id]);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <Path root={root} path={at} onPath={onPath} />
      <TreemapTiles label={label} shown={shown} onOpen={open} onBack={() => onPath(at.slice(0, -1))} />
    </div>
  );
}

function Path({
  root,
  path,
  onPath,
}: {
  root: MapNode;
  path: readonly string[];
  onPath: (path: readonly string[]) => void;
}) {
  const t = useTranslations("charts");
  const steps = [[], ...path.map((_, index) => path.slice(0, index + 1))];
  return (
    <nav aria-label={t("treemap.path")}>
      <ol className="flex flex-wrap items-center gap-x-1 text-sm">
        {steps.map((step, index) => {
          const node = nodeAt(root, step);
          return (
            <li key={step.join("/")} className="flex min-w-0 items-center gap-1">
              {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
              {index === steps.length - 1 ? (
                <span aria-current="true" className="py-1 font-medium touch:py-3">
                  {node.label}
                  <span className="ml-1.5 font-normal text-ink-2 tabular-nums">{node.text}</span>
                </span>
              ) : (
                <button
                  type="button"
                  onClick={() => onPath(step)}
                  className="rounded-sm py-1 text-brand-text underline underline-offset-4 touch:min-h-11"
                >
                  {node.label}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
