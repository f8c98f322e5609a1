import type { StaticImageData } from "next/image";
import driversDeDark from "./pictures/drivers.de.dark.webp";
import driversDeLight from "./pictures/drivers.de.light.webp";
import driversEnDark from "./pictures/drivers.en.dark.webp";
import driversEnLight from "./pictures/drivers.en.light.webp";
import estimateDeDark from "./pictures/estimate.de.dark.webp";
import estimateDeLight from "./pictures/estimate.de.light.webp";
import estimateEnDark from "./pictures/estimate.en.dark.webp";
import estimateEnLight from "./pictures/estimate.en.light.webp";
import modelDeDark from "./pictures/model.de.dark.webp";
import modelDeLight from "./pictures/model.de.light.webp";
import modelEnDark from "./pictures/model.en.dark.webp";
import modelEnLight from "./pictures/model.en.light.webp";
import takeoffDeDark from "./pictures/takeoff.de.dark.webp";
import takeoffDeLight from "./pictures/takeoff.de.light.webp";
import takeoffEnDark from "./pictures/takeoff.en.dark.webp";
import takeoffEnLight from "./pictures/takeoff.en.light.webp";

/** Made by `npm run landing-pictures`, by name, language and theme. */
export const PICTURES = {
  model: {
    en: { light: modelEnLight, dark: modelEnDark },
    de: { light: modelDeLight, dark: modelDeDark },
  },
  estimate: {
    en: { light: estimateEnLight, dark: estimateEnDark },
    de: { light: estimateDeLight, dark: estimateDeDark },
  },
  drivers: {
    en: { light: driversEnLight, dark: driversEnDark },
    de: { light: driversDeLight, dark: driversDeDark },
  },
  takeoff: {
    en: { light: takeoffEnLight, dark: takeoffEnDark },
    de: { light: takeoffDeLight, dark: takeoffDeDark },
  },
} as const satisfies Record<string, Record<"en" | "de", Record<"light" | "dark", StaticImageData>>>;

export type PictureName = keyof typeof PICTURES;
