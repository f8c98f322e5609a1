"use client";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "#components/command/use-shortcut.ts";
import { SearchInput } from "#components/ui/input.tsx";

/** A search that follows typing after a pause, so that not every letter is asked for. "/" leads to it. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // Changed from elsewhere: filters were cleared, or the page went back.
  if (value !== known) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", label, () => {
    field.current?.focus();
    field.current?.select();
  });
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchInput
      ref={field}
      label={label}
      value={typed}
      maxLength={200}
      className="w-full sm:w-64"
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
