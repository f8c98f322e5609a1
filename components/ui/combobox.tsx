"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from "react";
import { cn } from "./cn.ts";
import { control } from "./input.tsx";
import { Popover } from "./popover.tsx";

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line, also searched. */
  detail?: string;
}

export interface ComboboxProps {
  trigger: ReactNode;
  /** Of the search field, e.g. "Search materials". */
  label: string;
  options: readonly ComboboxOption[];
  onSelect: (value: string) => void;
  /** Called when the list opens, to fetch what it is to show first. */
  onOpen?: (() => void) | undefined;
  empty?: string;
}

const SHOWN = 50;

/** A button that opens a searchable list. Arrow keys move, Enter chooses, Escape leaves. */
export function Combobox({ trigger, label, options, onSelect, onOpen, empty }: ComboboxProps) {
  const t = useTranslations("ui");
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const matches = useMemo(() => match(options, query), [options, query]);

  function choose(option: ComboboxOption | undefined) {
    if (!option) return;
    setOpen(false);
    onSelect(option.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const next = Math.min(matches.length - 1, Math.max(0, active + move));
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(matches[active]);
    }
  }

  return (
    <Popover
      trigger={trigger}
      label={label}
      className="w-80 max-w-[calc(100vw-1rem)] p-0"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setQuery("");
        setActive(0);
        if (next) onOpen?.();
      }}
    >
      <div className="border-line border-b p-1.5">
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={matches.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className={cn(control, "h-8 px-2.5 touch:h-11")}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="max-h-72 overflow-y-auto p-1"
      >
        {matches.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            onKeyDown={onKeyDown}
            className={cn(
              "cursor-pointer rounded-sm px-2 py-1.5 touch:min-h-11",
              index === active && "bg-hover shadow-[inset_2px_0_0_var(--brand-text)]",
            )}
          >
            <p>{option.label}</p>
            {option.detail && <p className="text-ink-2 text-sm">{option.detail}</p>}
          </div>
        ))}
      </div>
      {matches.length === 0 && (
        <p role="status" className="px-3 pb-3 text-ink-2">
          {empty ?? t("combobox.nothingMatches")}
        </p>
      )}
    </Popover>
  );
}

function match(options: readonly ComboboxOption[], query: string): readonly ComboboxOption[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found =
    words.length === 0
      ? options
      : options.filter((option) =>
          words.every((word) => `${option.label} ${option.detail ?? ""}`.toLowerCase().includes(word)),
        );
  return found.slice(0, SHOWN);
}
