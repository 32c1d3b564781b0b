import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSettings } from "../../demo/settings.js";

const real = {
  SPHERE_API_KEY: "sk_live_never_shown",
  SPHERE_API_URL: "https://api.spherepay.co",
  SPHERE_CUSTOMER_ID: "customer_0123456789abcdef0123456789abcdef",
};

/** The sentence that a person reads instead of a running demo. */
function refusal(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return error.message;
  }
  return "";
}

describe("the settings of the demo", () => {
  it("are port 4173 and the simulator when nothing is set", () => {
    assert.deepEqual(readSettings({}), { port: 4173 });
  });

  it("take a port from PORT, also 0", () => {
    assert.equal(readSettings({ PORT: "8080" }).port, 8080);
    assert.equal(readSettings({ PORT: "0" }).port, 0);
  });

  for (const port of ["65536", "-1", "80a", " 80", "4173.5", "1e3"]) {
    it(`refuse PORT=${JSON.stringify(port)} and say what is expected`, () => {
      assert.match(refusal({ PORT: port }), /PORT must be a whole number from 0 .* to 65535/);
    });
  }

  it("are real SpherePay when all three variables are set", () => {
    assert.deepEqual(readSettings(real).real, {
      apiKey: real.SPHERE_API_KEY,
      apiUrl: real.SPHERE_API_URL,
      customerId: real.SPHERE_CUSTOMER_ID,
    });
  });

  for (const name of ["SPHERE_API_KEY", "SPHERE_API_URL", "SPHERE_CUSTOMER_ID"] as const) {
    it(`name ${name} when only it is missing or empty`, () => {
      assert.match(refusal({ ...real, [name]: "" }), new RegExp(`Missing: ${name}\\.`));
    });

    it(`name the two others when only ${name} is set`, () => {
      const message = refusal({ [name]: real[name] });
      const missing = Object.keys(real).filter((each) => each !== name);
      assert.ok(message.includes(`Missing: ${missing.join(", ")}.`), message);
    });
  }

  const wrong = {
    SPHERE_API_KEY: "sk live",
    SPHERE_API_URL: "http://api.spherepay.co",
    SPHERE_CUSTOMER_ID: "customer_../../keys",
  };
  for (const [name, value] of Object.entries(wrong)) {
    it(`refuse an unusable ${name} without repeating the key`, () => {
      const message = refusal({ ...real, [name]: value });
      assert.ok(message.startsWith(name), message);
      assert.ok(!message.includes(real.SPHERE_API_KEY) && !message.includes(value), message);
    });
  }

  it("accept plain HTTP on loopback, for your own simulator", () => {
    const SPHERE_API_URL = "http://127.0.0.1:4100";
    assert.equal(readSettings({ ...real, SPHERE_API_URL }).real?.apiUrl, SPHERE_API_URL);
  });

  it("refuse production, whatever else is set", () => {
    assert.match(refusal({ ...real, NODE_ENV: "production" }), /no production server/);
  });
});
