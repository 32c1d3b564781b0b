import type { Locale } from "../../src/locales/index.js";

/** One way in which every screen is shown. */
export interface Variant {
  readonly name: string;
  readonly locale: Locale;
  readonly scheme: "light" | "dark";
  /** The element's, in CSS pixels. */
  readonly width: number;
}

/** The pictures of every screen. */
export const variants: readonly Variant[] = [
  { name: "light", locale: "en", scheme: "light", width: 480 },
  { name: "dark", locale: "en", scheme: "dark", width: 480 },
  { name: "ar", locale: "ar", scheme: "light", width: 480 },
  { name: "narrow", locale: "en", scheme: "light", width: 320 },
  { name: "wide", locale: "en", scheme: "light", width: 960 },
];

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’']/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Where a picture is kept: `in-review--dark.png`. */
export const pictureName = (screen: string, variant: string): string =>
  `${slug(screen)}--${variant}.png`;
