import Image from "next/image";
import { useLocale } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { PICTURES, type PictureName } from "./pictures.ts";

/**
 * A picture of the product, in the reader's language and theme. Only the one that is shown is loaded. On a phone its left
 * part at a size that can be read.
 */
export function Picture({ of, alt }: { of: PictureName; alt: string }) {
  const { light, dark } = PICTURES[of][useLocale() === "de" ? "de" : "en"];
  const shared = {
    alt,
    // As they are made, they are small already.
    unoptimized: true,
    // What is not shown is not loaded, wherever it stands on the page.
    loading: "lazy",
  } as const;
  const shape = "aspect-[4/3] w-full object-cover object-left-top sm:aspect-[16/10]";
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface shadow-md">
      <Image src={light} {...shared} className={cn(shape, "dark:hidden")} />
      <Image src={dark} {...shared} className={cn(shape, "hidden dark:block")} />
    </div>
  );
}
