import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { adopt, emulate, found, type Lookout, openLookout } from "./lookout.js";
import { expressionOf } from "./page-script.js";

describe("the look that only a person's settings bring", () => {
  let lookout: Lookout;
  before(async () => {
    lookout = await openLookout();
  });
  after(() => lookout.close());

  describe("in forced colours", () => {
    const forced = [{ name: "forced-colors", value: "active" }];
    /** How many colours a person sees in the upper half of each part's first pixels, and around. */
    async function coloursOf(page: Page, selector: string): Promise<number[]> {
      const shot = await page.screenshot({ encoding: "base64" });
      const boxes = (
        await found(
          page,
          selector,
          "JSON.stringify([part.getBoundingClientRect()].map(({ x, y, height }) => [x, y, height]))",
        )
      ).flatMap((text) => JSON.parse(text) as [number, number, number][]);
      const paper = await page.browserContext().newPage();
      const count = async (source: string, places: readonly (readonly number[])[]) => {
        const picture = new Image();
        picture.src = source;
        await picture.decode();
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext("2d");
        context?.drawImage(picture, 0, 0);
        return places.map(([x = 0, y = 0, height = 0]) => {
          const data = context?.getImageData(x + 9, y - 3, 8, height / 2 + 3).data ?? [];
          const seen = Array.from({ length: data.length / 4 }, (_, at) =>
            // Coarse: the shades along a curve are no colours of their own.
            [...data.slice(at * 4, at * 4 + 3)].map((value) => value >> 6).join(),
          );
          return new Set(seen).size;
        });
      };
      const source = `data:image/png;base64,${shot}`;
      const counts = await paper.evaluate(expressionOf(count, [source, boxes]));
      await paper.close();
      return counts as number[];
    }

    /** What cannot be distinguished from what is around it. */
    async function hidden(page: Page): Promise<string[]> {
      const parts = [".button", ".meter i", "svg", ".tag"];
      const lost = await Promise.all(
        parts.map(async (part) => {
          const counts = await coloursOf(page, part);
          return counts.some((count) => count < 2) ? [part] : [];
        }),
      );
      const fill = "style.borderTopWidth + style.borderTopColor";
      const [on] = await found(page, ".meter .on", fill);
      const [off] = await found(page, ".meter i:not(.on)", fill);
      return [...lost.flat(), ...(on === off ? ["progress"] : [])];
    }

    it("everything is there: progress, drawings, boxes, buttons", async () => {
      const page = await lookout.aChecklist("iris", forced);
      assert.deepEqual(await hidden(page), []);
    });

    for (const css of [
      ".meter i, .meter i.on { border: 1px solid; forced-color-adjust: auto; }",
      ".meter i { border: 0; }",
      ".button { border: 0; }",
      "svg { stroke: Canvas; border: 0; }",
    ]) {
      it(`what is gone is noticed: ${css}`, async () => {
        const page = await lookout.aChecklist("iris", forced);
        await adopt(page, `@media (forced-colors: active) { ${css} }`);
        assert.notDeepEqual(await hidden(page), []);
      });
    }

    it("the focus is there", async () => {
      const page = await lookout.aChecklist("iris", forced);
      await page.evaluate(() => {
        document
          .querySelector("sphere-kyc-onboarding")
          ?.shadowRoot?.querySelector<HTMLElement>(".button")
          ?.focus();
      });
      assert.deepEqual(
        await found(page, ".button:focus-visible", "style.outlineStyle + style.outlineWidth"),
        ["solid3px"],
      );
    });
  });

  describe("light or dark", () => {
    const preferring = (value: string) => ({ features: [{ name: "prefers-color-scheme", value }] });
    /** How light the card is and how light its words are, 0 to 255. */
    async function lightness(page: Page): Promise<readonly [card: number, words: number]> {
      const light = (colours: readonly string[]) =>
        Math.max(...(colours[0]?.match(/\d+/g) ?? []).slice(0, 3).map(Number));
      const card = await found(page, ".card", "style.backgroundColor");
      return [light(card), light(await found(page, "h2", "style.color"))];
    }
    const isDark = async (page: Page): Promise<boolean> => {
      const [card, words] = await lightness(page);
      assert.ok(Math.abs(card - words) > 128, `${card} on ${words}`);
      return card < words;
    };
    const ask = (page: Page, theme: string | null) =>
      page.evaluate((value) => {
        const element = document.querySelector("sphere-kyc-onboarding");
        if (value === null) element?.removeAttribute("theme");
        else element?.setAttribute("theme", value);
      }, theme);

    it("is as the person's system is, and follows it", async () => {
      const page = await lookout.aChecklist("ana");
      for (const [value, expected] of [
        ["light", false],
        ["dark", true],
        ["light", false],
      ] as const) {
        await emulate(page, preferring(value));
        assert.equal(await isDark(page), expected, value);
      }
    });

    it("is as the attribute says, whatever the system prefers", async () => {
      const page = await lookout.aChecklist("ana");
      for (const [system, theme, expected] of [
        ["dark", "light", false],
        ["light", "dark", true],
        ["dark", null, true],
      ] as const) {
        await emulate(page, preferring(system));
        await ask(page, theme);
        assert.equal(await isDark(page), expected, `${system}, ${theme}`);
      }
    });

    it("is watched: a card that is always light is noticed", async () => {
      const page = await lookout.aChecklist("ana");
      await adopt(page, ":host { color-scheme: only light !important; }");
      await emulate(page, preferring("dark"));
      assert.equal(await isDark(page), false);
    });
  });

  describe("on paper", () => {
    async function wasted(page: Page): Promise<string[]> {
      await emulate(page, { media: "print" });
      const controls = await found(page, "button, a", "style.display");
      const card = await found(page, ".card", "style.boxShadow + ' ' + style.overflow");
      const pale = await found(page, ".card :is(b, p, small, h2, h3, .tag)", "style.color");
      const ground = await found(page, ".card", "style.backgroundColor");
      const isDark = (colour: string) =>
        (colour.match(/\d+(\.\d+)?/g) ?? []).slice(0, 3).every((value) => Number(value) < 0x66);
      return [
        ...controls.filter((display) => display !== "none"),
        ...card.filter((style) => style !== "none visible"),
        ...pale.filter((colour) => !isDark(colour)),
        ...ground.filter((colour) => colour !== "rgb(255, 255, 255)"),
      ];
    }

    it("there are words and no buttons, dark on white, however dark the screen", async () => {
      const page = await lookout.aChecklist("ana", [
        { name: "prefers-color-scheme", value: "dark" },
      ]);
      assert.deepEqual(await wasted(page), []);
      await page.evaluate(() =>
        document.querySelector("sphere-kyc-onboarding")?.setAttribute("theme", "dark"),
      );
      assert.deepEqual(await wasted(page), []);
    });

    for (const css of [
      ".button { display: block; }",
      ".card { box-shadow: 0 0 9px; }",
      "small { color: #999; }",
    ]) {
      it(`what is wasted is noticed: ${css}`, async () => {
        const page = await lookout.aChecklist("ana");
        await adopt(page, css);
        assert.notDeepEqual(await wasted(page), []);
      });
    }
  });

  describe("motion", () => {
    const moving = (page: Page) =>
      page.evaluate(() => {
        const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
        root?.querySelector(".row")?.classList.add("fresh");
        root?.querySelector(".meter i:not(.on)")?.classList.add("on");
        return root?.getAnimations().length ?? 0;
      });

    it("tells what has changed", async () => {
      const page = await lookout.aChecklist("ana");
      assert.ok((await moving(page)) >= 2);
    });

    it("is none at all for people who want less of it", async () => {
      const page = await lookout.aChecklist("ana", [
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      assert.equal(await moving(page), 0);
    });
  });
});
