"use client";
import { Camera, Eye, EyeOff, Focus, Ghost, ImageDown, Maximize, Ruler, Scissors } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { COLOUR_MODES, type ColourMode } from "./colouring.ts";
import { VIEWS } from "./engine/camera.ts";
import type { Engine, Section } from "./engine/types.ts";
import { type Picture, saveImage } from "./save-image.ts";
import { useSelectionActions, useSelectionOf } from "./selection.tsx";
import { useEntryWords } from "./use-entry-words.ts";

export interface ToolbarProps {
  engine: Engine | null;
  mode: ColourMode;
  onMode: (mode: ColourMode) => void;
  columnsReady: boolean;
  /** Cost and carbon are there. */
  hasAmounts: boolean;
  ghosts: boolean;
  onGhosts: (on: boolean) => void;
  section: Section | null;
  onSection: (section: Section | null) => void;
  measuring: boolean;
  onMeasuring: (on: boolean) => void;
  picture: Picture;
}

const START: Section = { axis: "z", at: 0.6, flipped: false };

export function Toolbar(props: ToolbarProps) {
  const { engine, mode, onMode, columnsReady, hasAmounts, section, onSection, measuring, onMeasuring } =
    props;
  const t = useTranslations("viewer");
  const selected = useSelectionOf((state) => state.selected);
  const restricted = useSelectionOf(({ isolated, hidden }) => isolated !== null || hidden.size > 0);
  const { isolate, hide, showAll } = useSelectionActions();
  const colourBy = useId();
  const none = selected.size === 0;
  return (
    <div
      role="toolbar"
      aria-label={t("tools.name")}
      className="flex flex-wrap items-center gap-1.5 px-3 py-2"
    >
      <div className="flex items-center gap-2 text-sm max-sm:w-full">
        <label htmlFor={colourBy} className="shrink-0 text-ink-2">
          {t("colour.by")}
        </label>
        <Select
          id={colourBy}
          className="w-52 max-sm:grow"
          value={mode}
          disabled={!columnsReady}
          options={COLOUR_MODES.map((value) => ({
            value,
            label: t(`colour.${value}`),
            disabled: !hasAmounts && (value === "cost" || value === "carbon"),
          }))}
          onChange={(event) => {
            const chosen = COLOUR_MODES.find((one) => one === event.target.value);
            if (chosen) onMode(chosen);
          }}
        />
      </div>
      <span className="grow max-sm:hidden" />
      <Menu
        trigger={
          <Button size="sm" disabled={!engine}>
            <Camera aria-hidden />
            {t("views.name")}
          </Button>
        }
      >
        {VIEWS.map((view) => (
          <MenuItem key={view} onSelect={() => engine?.view(view)}>
            {t(`views.${view}`)}
          </MenuItem>
        ))}
      </Menu>
      <Tool name={t("tools.fit")} disabled={!engine} onClick={() => engine?.fit(none ? undefined : selected)}>
        <Maximize aria-hidden />
      </Tool>
      <Tool
        name={t("section.name")}
        pressed={section !== null}
        disabled={!engine}
        onClick={() => onSection(section ? null : START)}
      >
        <Scissors aria-hidden />
      </Tool>
      <Tool
        name={t("measure.name")}
        pressed={measuring}
        disabled={!engine}
        onClick={() => onMeasuring(!measuring)}
      >
        <Ruler aria-hidden />
      </Tool>
      <Tool name={t("tools.isolate")} disabled={none} onClick={() => isolate(selected)}>
        <Focus aria-hidden />
      </Tool>
      <Tool name={t("tools.hide")} disabled={none} onClick={() => hide(selected)}>
        <EyeOff aria-hidden />
      </Tool>
      <Tool name={t("tools.showAll")} disabled={!restricted} onClick={showAll}>
        <Eye aria-hidden />
      </Tool>
      <Tool name={t("tools.ghosts")} pressed={props.ghosts} onClick={() => props.onGhosts(!props.ghosts)}>
        <Ghost aria-hidden />
      </Tool>
      <SaveImage engine={engine} picture={props.picture} />
    </div>
  );
}

function SaveImage({ engine, picture }: { engine: Engine | null; picture: Picture }) {
  const t = useTranslations("viewer");
  const toast = useToast();
  const words = useEntryWords(picture.mode, picture.currency);
  const save = async () => {
    if (!engine) return;
    const title = picture.mode === "model" ? null : t(`colour.${picture.mode}`);
    try {
      await saveImage(engine.image(), picture, { title, words });
    } catch {
      toast({ tone: "bad", title: t("image.failed") });
    }
  };
  return (
    <Tool name={t("image.name")} disabled={!engine} onClick={save}>
      <ImageDown aria-hidden />
    </Tool>
  );
}

/** A tool with an icon for a name: the name is its label and its tooltip. */
function Tool({
  name,
  pressed,
  disabled = false,
  onClick,
  children,
}: {
  name: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip content={name}>
      <Button
        size="sm"
        icon
        variant={pressed ? "primary" : "secondary"}
        aria-label={name}
        aria-pressed={pressed}
        // Not `disabled`: what has shown all is not to lose the focus by it.
        aria-disabled={disabled}
        onClick={onClick}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
