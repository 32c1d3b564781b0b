import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { sayIn } from "../element/fixtures/words.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { createKeyboardHands, createTouchHands, type Hands } from "./hands.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";

/** A picture that lies on this machine's disk. */
const picture = (name: string): string =>
  new URL(`../../docs/screens/${name}--light.png`, import.meta.url).pathname;

const journeys: readonly {
  readonly locale: "en" | "ar";
  readonly widthPx: number;
  readonly hands: (browser: Browser) => Hands;
}[] = [
  { locale: "en", widthPx: 480, hands: createKeyboardHands },
  { locale: "ar", widthPx: 480, hands: createKeyboardHands },
  { locale: "en", widthPx: 320, hands: createTouchHands },
  { locale: "ar", widthPx: 320, hands: createTouchHands },
];

for (const engine of engines()) {
  describe(`an individual, from nothing done to pending, in ${engine.name}`, () => {
    let demo: Demo;
    let browser: Browser;
    let onboarding: Onboarding;
    before(async () => {
      demo = await startRecordedDemo();
      browser = await openBrowser(engine);
      onboarding = createOnboarding(demo, browser);
    });
    after(async () => {
      await browser.close();
      await demo.close();
    });

    for (const { locale, widthPx, hands: createHands } of journeys) {
      const hands = () => createHands(browser);
      it(`${createHands === createTouchHands ? "by touch" : "by keyboard alone"}, ${widthPx} px, ${locale}`, async () => {
        const { simulator, says, atProvider, backToHost, clickAtProvider } = onboarding;
        const say = sayIn(locale);
        const received = say("document.received").replace(/\u2068?\{.*$/s, "");
        const { use, type, choose, pick } = hands();
        const input = (slot: string) =>
          `document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector("#pick-${slot}")`;

        /** The page as this customer has it. */
        async function prepare(): Promise<void> {
          await browser.waitFor("!!document.querySelector('sphere-kyc-onboarding')?.status");
          await browser.evaluate(
            (lang: string, width: string) => {
              const element = document.querySelector("sphere-kyc-onboarding");
              if (!element) throw new TypeError("no element");
              element.locale = lang;
              element.style.width = width;
            },
            locale,
            `${widthPx}px`,
          );
          await browser.waitFor(
            `document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('section')?.lang === ${JSON.stringify(locale)}`,
          );
        }

        /** Follows the link of the next step, does what is asked there, and comes back. */
        async function visit(label: string): Promise<void> {
          await use(label);
          await atProvider("open");
          await clickAtProvider("complete");
          await atProvider("completed");
          await backToHost();
          await prepare();
        }

        // In a tab of its own: Firefox gives the keyboard to no other.
        await browser.newTab(`${demo.origin}/`);
        await onboarding.signIn("lena");
        const customerId = await onboarding.startOver("lena");
        await prepare();
        const lastCode = () =>
          simulator.codes.filter((each) => each.customerId === customerId).at(-1)?.code ?? "";
        const documents = () =>
          simulator.documents.filter(({ targetId }) => targetId === customerId);

        simulator.behave({ addressCheck: "refuses" });
        await use(say("do.residential_address"));
        await choose(say("address.country"), "BR");
        await type(say("address.line1"), "Rua Augusta 1508");
        await type(say("address.city"), "Brasilia");
        await use(say("fields.save"));
        await says(say("fields.summary"));
        simulator.behave({ addressCheck: "form" });
        const postal = await browser.evaluate<string>(
          "document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('[aria-invalid=true]').labels[0].textContent.trim()",
        );
        await type(postal, "01304-001");
        await use(say("fields.save"));
        await says(say("note.saved", { name: say("requirement.residential_address") }));

        await use(say("do.tax_identification_number"));
        await choose(say("tax.country"), "BR");
        await type(say("tax.cpf"), "123.456.789-09");
        await use(say("fields.save"));
        await says(say("note.saved", { name: say("requirement.tax_identification_number") }));

        for (const [channel, isMistyped] of [
          ["email", true],
          ["phone", false],
        ] as const) {
          await use(say(`do.${channel}_verification`));
          await says(say("code.have"));
          const send = await browser.evaluate<string>(
            "document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('.button:not(.quiet)').textContent.trim()",
          );
          await use(send);
          await onboarding.offers(say("code.confirm"));
          if (isMistyped) {
            await type(say("code.label"), lastCode() === "111111" ? "222222" : "111111");
            await use(say("code.confirm"));
            await says(say("code.refused"));
          }
          await type(say("code.label"), lastCode());
          await use(say("code.confirm"));
          await says(say("note.saved", { name: say(`requirement.${channel}_verification`) }));
        }

        await visit(say("do.terms_of_service"));

        await use(say("do.identity_document"));
        await pick(say("document.id_card"), 1);
        await choose(say("document.country"), "BRA");
        await says(say("document.slot_front"), say("document.add_front"));
        await browser.chooseFile(input("front"), picture("ready"));
        await says(received, say("document.add_back"));
        await use(say("document.replace"));
        await browser.chooseFile(input("front"), picture("back"));
        await says(received, say("document.add_back"));
        await browser.waitFor("true");
        simulator.inject({ kind: "cut", path: "/v2/document", isEarly: true });
        await browser.chooseFile(input("back"), picture("leaving"));
        await says(say("document.failed"));
        await use(say("action.retry"));
        await says(say("note.saved", { name: say("requirement.identity_document") }));
        assert.deepEqual(
          documents().map(({ documentType, country, side }) => [documentType, country, side]),
          [
            ["id_card", "BRA", "front"],
            ["id_card", "BRA", "front"],
            ["id_card", "BRA", "back"],
          ],
        );
        assert.notEqual(documents()[0]?.sha256, documents()[1]?.sha256);

        await visit(say("do.liveness_check"));
        await visit(say("action.submit"));
        await says(say("heading.pending"));
        assert.equal(simulator.customer(customerId)?.verificationProfiles[0]?.status, "pending");
      });
    }
  });
}
