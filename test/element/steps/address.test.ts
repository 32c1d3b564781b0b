import { expect } from "@open-wc/testing";
import { countries } from "../../../src/element/steps/countries.js";
import { isOpen } from "../fixtures/code-stages.js";
import {
  anAddressStage,
  anEmptyAddressStage,
  aRefusedAddressStage,
  brazilianAddress,
  descriptionOf,
  fieldAt,
  fill,
  labelOf,
  patchesOf,
  pointersOf,
  save,
  sentBodies,
  summaryOf,
  titleOf,
} from "../fixtures/fields-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

const focused = ({ element }: Stage) => element.shadowRoot?.activeElement;

async function isSaved(stage: Stage): Promise<void> {
  await until(() => !isOpen(stage));
  await stage.atRest();
}

describe("an address", () => {
  it("is asked for in its country's order and words, and keeps what was typed", async () => {
    const stage = await anAddressStage();
    expect(pointersOf(stage)[0]).to.equal("address/country");
    expect(fieldAt(stage, "address/country").value).to.equal("");
    await fill(stage, { "address/line1": "Rua Augusta 1508", "address/city": "São Paulo" });
    await fill(stage, { "address/country": "DE" });
    expect(pointersOf(stage)).to.deep.equal([
      "address/country",
      "address/line1",
      "address/line2",
      "address/postalCode",
      "address/city",
    ]);
    await fill(stage, { "address/country": "BR" });
    expect(labelOf(stage, "address/postalCode")).to.equal(stepText("address.cep"));
    expect(labelOf(stage, "address/state")).to.equal(stepText("address.state"));
    expect(fieldAt(stage, "address/line1").value).to.equal("Rua Augusta 1508");
    expect(fieldAt(stage, "address/city").value).to.equal("São Paulo");
    expect(fieldAt(stage, "address/postalCode").value).to.equal("");
  });

  it("has a label for every field of every country", async () => {
    const stage = await anAddressStage();
    for (const { alpha2 } of countries) {
      await fill(stage, { "address/country": alpha2 });
      const pointers = pointersOf(stage);
      expect(pointers, alpha2).to.include("address/line1");
      for (const each of pointers) {
        expect(labelOf(stage, each), `${alpha2} ${each}`).to.match(/\p{L}{3}/u);
      }
    }
  });

  it("is sent once, of the fields on the form, and completes the step", async () => {
    const stage = await anAddressStage();
    await fill(stage, {
      ...brazilianAddress,
      "address/line2": "  ",
      "address/city": " São Paulo ",
    });
    await fill(stage, { "address/country": "FR" });
    save(stage);
    await isSaved(stage);
    expect(sentBodies(stage)).to.deep.equal([
      {
        address: {
          country: "FRA",
          line1: "Rua Augusta 1508",
          postalCode: "0130410",
          city: "São Paulo",
        },
      },
    ]);
    expect(stage.text()).to.contain(text("note.saved", { name: titleOf("residential_address") }));
    expect(stage.eventTypes()).to.include("stepcomplete");
  });

  it("that lacks what is needed is not sent, and the summary leads to its fields", async () => {
    const stage = await anEmptyAddressStage();
    expect(focused(stage)).to.equal(summaryOf(stage));
    const links = [...(summaryOf(stage)?.querySelectorAll("button") ?? [])];
    expect(links.map((each) => each.textContent)).to.deep.equal([
      stepText("address.country"),
      stepText("address.line1"),
      stepText("address.city"),
    ]);
    const { href } = location;
    links[1]?.click();
    expect(focused(stage)).to.equal(fieldAt(stage, "address/line1"));
    expect(location.href).to.equal(href);
    expect(fieldAt(stage, "address/line1").getAttribute("aria-invalid")).to.equal("true");
    expect(descriptionOf(stage, "address/line1")).to.contain(stepText("fields.empty"));
    expect(stage.announced()).to.contain(stepText("fields.summary"));
    expect(patchesOf(stage)).to.deep.equal([]);
  });

  it("that is refused keeps its values, and says so at the field that the host points at", async () => {
    const stage = await aRefusedAddressStage();
    expect(focused(stage)).to.equal(summaryOf(stage));
    expect(fieldAt(stage, "address/postalCode").getAttribute("aria-invalid")).to.equal("true");
    expect(descriptionOf(stage, "address/postalCode")).to.contain("01304-001");
    for (const [pointer, value] of Object.entries(brazilianAddress)) {
      expect(fieldAt(stage, pointer).value).to.equal(value);
    }
    expect(stage.announced()).to.contain(stepText("fields.refused"));
    expect(patchesOf(stage)).to.have.length(1);
    stage.simulator.behave({ addressCheck: "form" });
    await fill(stage, { "address/postalCode": "01304-001" });
    save(stage);
    await isSaved(stage);
    const [first, second] = patchesOf(stage);
    expect(second?.key).not.to.equal(first?.key);
  });

  const irregular: readonly (readonly [string, Record<string, string>, Record<string, string>])[] =
    [
      ["of Kosovo", { country: "XK", line1: "Rruga 1", city: "Prishtina" }, { country: "XKX" }],
      ["of Ireland without Eircode", { country: "IE", line1: "1 Main", city: "Cork" }, {}],
      ["without postal code", { country: "HK", line1: "1 Main", city: "Central" }, {}],
      [
        "without a city: the emirate",
        { country: "AE", line1: "1 Main", state: "Dubai" },
        { city: "Dubai" },
      ],
      ["without a city: the country", { country: "SG", line1: "1 Main" }, { city: "Singapore" }],
      [
        "of a country with lines and a city alone",
        { country: "TT", line1: "1 Main", city: "Arima" },
        {},
      ],
    ];
  for (const [name, typed, expected] of irregular) {
    it(`is saved ${name}`, async () => {
      const stage = await anAddressStage();
      await fill(
        stage,
        Object.fromEntries(
          Object.entries(typed).map(([part, value]) => [`address/${part}`, value]),
        ),
      );
      save(stage);
      await isSaved(stage);
      const [body] = sentBodies(stage);
      expect(Object(body).address).to.include(expected);
    });
  }
});
