"use client";
import { useEffect, useState } from "react";
import { SearchInput } from "#components/ui/input.tsx";

/** A search that follows typing after a pause, so that not every letter is asked for. */
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
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchInput
      label={label}
      value={typed}
      maxLength={200}
      className="w-full sm:w-64"
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
