import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import { noNetwork } from "../fixtures/answers.js";
import {
  cardOf,
  contrast,
  controlsOf,
  groundOf,
  piecesOf,
  still,
  withPageRules,
} from "../fixtures/look.js";
import { screens } from "../fixtures/screens.js";
import { aReadyStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** WCAG 2.2, level AA: text, and whatever else must be seen. */
const least = { text: 4.5, other: 3 };

/** By name; the element's own look is the theme without a rule. */
const themes = new Map([["none", ""]]);

before(async () => {
  for (const name of await executeServerCommand<string[], string>("files", "src/themes")) {
    themes.set(name, await (await fetch(`/src/themes/${name}`)).text());
  }
});

/** Each in light and in dark: what is too pale. */
function faults(element: Element, css: string): string[] {
  return withPageRules(css, () =>
    ["light", "dark"].flatMap((scheme) => {
      element.setAttribute("theme", scheme);
      still(element);
      return [palePieces, paleControls, paleActive, paleDrawings]
        .flatMap((find) => find(element))
        .map((fault) => `${scheme}: ${fault}`);
    }),
  );
}

function tooPale(what: string, colour: string, on: Element | null, atLeast: number): string[] {
  const ratio = contrast(colour, groundOf(on));
  return ratio < atLeast ? [`${what} has ${ratio.toFixed(2)} of ${atLeast}`] : [];
}

const palePieces = (element: Element): string[] =>
  piecesOf(element).flatMap(({ holder, text }) =>
    tooPale(`"${text}"`, getComputedStyle(holder).color, holder, least.text),
  );

/** The ring of the focus, and the border or the ground that says "this is a button". */
function paleControls(element: Element): string[] {
  return controlsOf(element).flatMap((control) => {
    const around = control.parentElement;
    const label = control.textContent?.trim();
    control.focus();
    expect(control.matches(":focus-visible"), `${label} shows its focus`).to.equal(true);
    const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(control);
    const hasRing = outlineStyle === "solid" && Number.parseFloat(outlineWidth) >= 2;
    const ring = hasRing ? tooPale(`focus of ${label}`, outlineColor, around, least.other) : [];
    const { borderTopColor, backgroundColor } = getComputedStyle(control);
    const isLink = !control.matches(".button");
    const isOff = control.getAttribute("aria-disabled") === "true" && !control.ariaBusy;
    const edge = control.matches(".quiet") ? borderTopColor : backgroundColor;
    const border = isLink || isOff ? [] : tooPale(`edge of ${label}`, edge, around, least.other);
    return [...(hasRing ? [] : [`${label} has no ring`]), ...ring, ...border];
  });
}

/** The words of a control while it is hovered or active, on the grounds that it has then. */
function paleActive(element: Element): string[] {
  const free = controlsOf(element).filter(({ ariaDisabled }) => ariaDisabled !== "true");
  return free.flatMap((control) =>
    (control.matches(".button:not(.quiet)") ? ["hover"] : ["sunken", "line"]).flatMap((ground) => {
      control.style.background = `var(--_${ground})`;
      still(element);
      const { color } = getComputedStyle(control);
      const found = tooPale(
        `${control.textContent?.trim()} on ${ground}`,
        color,
        control,
        least.text,
      );
      control.style.background = "";
      return found;
    }),
  );
}

/** Drawings, and how far the progress is. */
function paleDrawings(element: Element): string[] {
  const card = cardOf(element);
  // A QR code is black on white in every theme.
  const drawings = [...card.querySelectorAll("svg:not(.code)")].flatMap((drawing) =>
    tooPale(`drawing ${drawing.classList}`, getComputedStyle(drawing).stroke, drawing, least.other),
  );
  const on = [...card.querySelectorAll(".meter .on")].flatMap((step) => {
    const { borderTopColor } = getComputedStyle(step);
    const rest = card.querySelector(".meter i:not(.on)");
    return [
      ...tooPale("progress", borderTopColor, step.parentElement, least.other),
      ...(rest ? tooPale("progress beside the rest", borderTopColor, rest, least.other) : []),
    ];
  });
  return [...drawings, ...on];
}

describe("contrast", () => {
  for (const { name, build } of screens) {
    it(`is enough in every theme, light and dark: ${name}`, async () => {
      const { element } = await build();

      for (const [theme, css] of themes) expect(faults(element, css), theme).to.deep.equal([]);
    });
  }

  it("is measured for every theme that ships", () => {
    expect([...themes.keys()]).to.include.members(["none", "ink.css", "meadow.css"]);
    for (const [name, css] of themes) {
      if (name !== "none") expect(css).to.contain("sphere-kyc-onboarding {");
    }
  });

  for (const [token, value, fault] of [
    ["text-quiet", "#ccc", `light: "${text("text.ready")}"`],
    ["accent", "#aab", `light: "${submitText}"`],
    ["accent", "#aab", `light: edge of ${submitText}`],
    ["focus", "light-dark(#eee, #fff)", `light: focus of ${submitText}`],
    ["accent-hover", "#aab", `light: ${submitText} on hover`],
    ["surface-sunken", "#999", `dark: ${text("action.check")} on sunken`],
    ["line", "#2747e8", "light: progress beside the rest"],
    ["text", "light-dark(#000, #333)", `dark: "${text("heading.incomplete.individual")}"`],
    ["control-line", "#eee", `light: edge of ${text("qr.open")}`],
  ] as const) {
    it(`that is too little is noticed: ${token} ${value}, ${fault}`, async () => {
      const stage = await aReadyStage();
      stage.network = noNetwork;
      stage.element.refresh();
      await stage.shows(text("problem.unreached"));
      const step = cardOf(stage.element).querySelector(".meter i");
      step?.classList.remove("on");

      const found = faults(
        stage.element,
        `sphere-kyc-onboarding { --sphere-kyc-${token}: ${value}; }`,
      );
      expect(found.some((each) => each.startsWith(fault))).to.equal(true, found.join("\n"));
    });
  }
});
