import { launch, type Page } from "puppeteer-core";
import type { Engine } from "../runner/engines.js";
import { chromiumArgs } from "../runner/launchers.js";
import { type Gallery, marginPx, serveGallery } from "./gallery.js";
import { smallPng } from "./small-png.js";
import type { Variant } from "./variants.js";

/** A screen to take a picture of, and the texts that must be on it. */
export type Subject = Gallery["screens"][number];

/** The gallery in a browser of its own. */
export interface Camera {
  readonly screens: readonly Subject[];
  /**
   * A screen in every variant, as PNG, in their order.
   * @throws Error When one of its texts is not there to read.
   */
  take(subject: Subject, variants: readonly Variant[]): Promise<readonly Uint8Array[]>;
  close(): Promise<void>;
}

/** Starts Chromium on the gallery; the caller closes it. */
export async function openCamera(engine: Extract<Engine, { name: "chromium" }>): Promise<Camera> {
  const gallery = await serveGallery();
  const browser = await launch({
    executablePath: engine.browser,
    headless: true,
    args: [
      ...chromiumArgs,
      "--hide-scrollbars",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
    ],
  });
  const close = async () => {
    await browser.close();
    gallery.close();
  };
  try {
    const page = await browser.newPage();
    await page.emulateTimezone("UTC");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await page.goto(`${gallery.origin}/`);
    await page.waitForFunction("!!globalThis.gallery");
    const screens = await inGallery<readonly Subject[]>(page, "screens");
    return { screens, close, take: (...wanted) => take(page, ...wanted) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function take(
  page: Page,
  { name, texts }: Subject,
  variants: readonly Variant[],
): Promise<readonly Uint8Array[]> {
  const failure = (cause: unknown) => new Error(`"${name}" cannot be shown: ${cause}`, { cause });
  const pictures: Uint8Array[] = [];
  try {
    await page.setViewport({ width: 1_100, height: 1_000 });
    await inGallery(page, "show", name);
    for (const { locale, scheme, width } of variants) {
      await inGallery(page, "wear", { locale, scheme, width });
      const isEnglish = locale === "en";
      const missing = await inGallery<readonly string[]>(page, "missing", isEnglish ? texts : []);
      if (missing.length) throw new Error(`it does not say ${JSON.stringify(missing)}`);
      await page.setViewport({ width: width + 2 * marginPx, height: 1_000 });
      const height = Math.ceil(await inGallery<number>(page, "height"));
      await page.setViewport({ width: width + 2 * marginPx, height: height + 2 * marginPx });
      await inGallery(page, "height");
      pictures.push(await smallPng(await page.screenshot()));
    }
    return pictures;
  } catch (cause) {
    throw failure(cause instanceof Error ? cause.message : cause);
  }
}

async function inGallery<Result>(
  page: Page,
  name: keyof Gallery,
  ...args: readonly unknown[]
): Promise<Result> {
  const call = name === "screens" ? "" : `(...${JSON.stringify(args)})`;
  return (await page.evaluate(`gallery.${name}${call}`)) as Result;
}
