"use client";
import { type ComponentProps, useState } from "react";
import { decimalText, parseDecimal } from "#components/format/decimal.ts";
import { Input } from "./input.tsx";

/**
 * A field for a number, typed as the reader writes it ("12,5" in German). The form gets it under `name` as a plain decimal
 * text ("12.5"); what is no number arrives as it was typed, for the server to say so. `pattern` is of the plain text.
 */
export function DecimalInput({
  name,
  defaultValue = "",
  pattern,
  title,
  ...rest
}: Omit<ComponentProps<typeof Input>, "value" | "defaultValue" | "onChange"> & {
  name: string;
  defaultValue?: string;
}) {
  const [typed, setTyped] = useState(() => decimalText(defaultValue));
  const plain = parseDecimal(typed) ?? typed;
  const isRight = typed.trim() === "" || pattern === undefined || new RegExp(`^(?:${pattern})$`).test(plain);
  return (
    <>
      <Input
        {...rest}
        title={title}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        ref={(input) => input?.setCustomValidity(isRight ? "" : (title ?? ""))}
      />
      <input type="hidden" name={name} value={plain} />
    </>
  );
}
