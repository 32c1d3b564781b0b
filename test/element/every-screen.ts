/**
 * Owns: the accessibility of every screen, light and dark, in English, in Arabic and in the
 * pseudo-language. Each is built once and then changes its clothes, as an element does when its
 * page changes theme or language.
 */
import { expect } from "@open-wc/testing";
import { axeFindings } from "./axe.js";
import { still } from "./look.js";
import { pseudoMessages } from "./pseudo.js";
import { foreignTexts, readerFaults } from "./reader.js";
import { type ScreenRow, screens } from "./screens.js";
import { type Stage, until } from "./stage.js";

const schemes = ["light", "dark"] as const;
const languages = ["en", "ar", "pseudo"] as const;

async function speak({ element }: Stage, language: (typeof languages)[number]): Promise<string> {
  const locale = language === "pseudo" ? "en" : language;
  element.locale = locale;
  element.messages = language === "pseudo" ? pseudoMessages : {};
  await until(() => element.shadowRoot?.querySelector("section")?.lang === locale);
  await element.updateComplete;
  return locale;
}

/** Everything that is wrong with a screen, in all of its clothes. */
export async function screenFaults(stage: Stage): Promise<string[]> {
  const { element } = stage;
  const faults: string[] = [];
  for (const language of languages) {
    const locale = await speak(stage, language);
    for (const scheme of schemes) {
      element.style.colorScheme = scheme;
      still(element);
      const found = [
        // In other colours the same nodes are looked at again by the rules about colours.
        ...(await axeFindings(element, scheme === schemes[0] ? "all" : "colours")),
        ...readerFaults(element, locale, locale === "ar" ? "rtl" : "ltr"),
        ...(language === "pseudo" ? foreignTexts(element) : []),
      ];
      faults.push(...found.map((fault) => `${language}, ${scheme}: ${fault}`));
    }
  }
  return faults;
}

/** As many as there are files `every-screen-*.test.ts` with a number. */
const parts = 6;

/** One part of the table, 1 to 6, so that no file takes long. */
export function describeScreens(part: number): void {
  const rows = screens.filter((_, index) => index % parts === part - 1);

  describe(`every screen, part ${part} of ${parts}`, () => {
    for (const { name, build } of rows satisfies readonly ScreenRow[]) {
      it(`has no fault in any language, light or dark: ${name}`, async () => {
        expect(await screenFaults(await build())).to.deep.equal([]);
      }).timeout(120_000);
    }
  });
}
