import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOriginPolicy } from "../../../src/host/http/origins.js";
import { aHost, everyRoute, origin } from "../host-under-test.js";

const elsewhere = "https://elsewhere.example";
const sessionOrigins: readonly [headers: Record<string, string>, status: number][] = [
  [{}, 201],
  [{ Origin: origin }, 201],
  [{ Origin: origin, "Sec-Fetch-Site": "same-origin" }, 201],
  [{ Origin: "http://app.example", "Sec-Fetch-Site": "same-origin" }, 201],
  [{ Origin: "null", "Sec-Fetch-Site": "same-origin" }, 201],
  [{ "Sec-Fetch-Site": "same-origin" }, 201],
  [{ Origin: "http://app.example" }, 403],
  [{ Origin: "null" }, 403],
  [{ Origin: elsewhere }, 403],
  // A proxy has renamed the host: the browser compared with the address that it asked.
  [{ Origin: elsewhere, "Sec-Fetch-Site": "same-origin" }, 201],
  [{ Origin: elsewhere, "Sec-Fetch-Site": "same-origin, same-origin" }, 403],
  [{ Origin: elsewhere, "Sec-Fetch-Site": "" }, 403],
  [{ Origin: elsewhere, "Sec-Fetch-Site": "cross-site" }, 403],
  [{ Origin: `${origin}.evil.example` }, 403],
  [{ Origin: "https://sub.app.example", "Sec-Fetch-Site": "same-site" }, 403],
  [{ Origin: origin, "Sec-Fetch-Site": "cross-site" }, 403],
  [{ "Sec-Fetch-Site": "cross-site" }, 403],
  [{ "Sec-Fetch-Site": "same-site" }, 403],
  [{ "Sec-Fetch-Site": "none" }, 403],
];
describe("the origin of a request", () => {
  for (const [headers, status] of sessionOrigins) {
    it(`a session request with ${JSON.stringify(headers)} is ${status}`, async () => {
      let logins = 0;
      const host = aHost();
      const { ask } = aHost({
        resolveCustomer: () => {
          logins += 1;
          return host.customerId;
        },
        fetch: (input, init) => host.simulator.api(new Request(input, init)),
      });

      const answer = await ask("POST", "/kyc/session", headers);

      assert.equal(answer.status, status);
      assert.equal(logins, status === 201 ? 1 : 0);
      if (status === 403) assert.equal(answer.body["code"], "cross_site");
    });
  }

  it("control: comparing only the start of an origin accepts a look-alike", () => {
    const lookAlike = `${origin}.evil.example`;
    const request = new Request(`${origin}/kyc/session`, { headers: { Origin: lookAlike } });

    assert.equal(createOriginPolicy([]).isCrossSite(request), true);
    assert.equal(lookAlike.startsWith(origin), true);
  });

  const ownAddress = "http://localhost:3000/kyc/session";
  const asked = (headers: Record<string, string>) => new Request(ownAddress, { headers });
  const behindAnotherName: readonly [headers: Record<string, string>, isCrossSite: boolean][] = [
    [{ Host: "app.example", Origin: "http://app.example" }, false],
    [{ Host: "app.example:81", Origin: "http://app.example:81" }, false],
    [{ Host: "app.example", Origin: origin, "Sec-Fetch-Site": "same-origin" }, false],
    [{ Host: "app.example", Origin: origin }, true],
    [{ Host: "app.example", Origin: "http://app.example:81" }, true],
    [{ Host: "app.example", Origin: elsewhere, "Sec-Fetch-Site": "same-origin" }, false],
    [{ Host: "web_1:3000", Origin: "http://web_1:3000" }, false],
    [{ Host: "web_1:3000", Origin: "http://web_2:3000" }, true],
    [{ Host: "app.example", Origin: "http://app.example", "Sec-Fetch-Site": "cross-site" }, true],
    [{ Origin: "http://null" }, true],
    [{ Host: "app.example@elsewhere.example", Origin: "http://elsewhere.example" }, true],
    [{ Host: "app.example:port", Origin: "http://app.example" }, true],
    [{ "X-Forwarded-Host": "app.example", Origin: "http://app.example" }, true],
  ];
  for (const [headers, isCrossSite] of behindAnotherName) {
    const result = isCrossSite ? "cross-site" : "the host's own";
    it(`at another address than its name, ${JSON.stringify(headers)} is ${result}`, () => {
      assert.equal(createOriginPolicy([]).isCrossSite(asked(headers)), isCrossSite);
    });
  }

  it("the 403 names the option and the header to set", async () => {
    const { body } = await aHost().ask("POST", "/kyc/session", { Origin: elsewhere });

    assert.match(String(body["title"]), /allowedOrigins.*proxy_set_header Host/);
  });

  it("control: believing every Sec-Fetch-Site lets another site in", () => {
    const isCrossSite = ({ headers }: Request) => !headers.has("Sec-Fetch-Site");
    const asking = asked({ Origin: elsewhere, "Sec-Fetch-Site": "cross-site" });

    assert.equal(createOriginPolicy([]).isCrossSite(asking), true);
    assert.equal(isCrossSite(asking), false);
  });

  it("control: an unchecked Host header can name another page", () => {
    const { origin: named } = new URL("http://app.example@elsewhere.example");

    assert.equal(named, "http://elsewhere.example");
  });

  it("a page of an allowed origin may use every route, and cookies only for the session", async () => {
    const { ask, session } = aHost({ allowedOrigins: [elsewhere] });
    const headers = { ...(await session()), Origin: elsewhere, "Sec-Fetch-Site": "cross-site" };

    for (const [method, path] of everyRoute) {
      const answer = await ask(method, path, { ...headers, "Idempotency-Key": "a-key" });

      assert.ok(answer.status < 300);
      assert.equal(answer.headers.get("Access-Control-Allow-Origin"), elsewhere);
      assert.equal(answer.headers.get("Access-Control-Expose-Headers"), "Date, Retry-After");
      assert.equal(answer.headers.get("Vary"), "Authorization, Sphere-Kyc-Session, Origin");
      assert.equal(
        answer.headers.get("Access-Control-Allow-Credentials"),
        path === "/kyc/session" ? "true" : null,
      );
    }
  });

  for (const app of [
    "capacitor://localhost",
    "ionic://localhost",
    "tauri://localhost",
    "http://tauri.localhost",
    "https://tauri.localhost",
    "http://localhost",
    "https://localhost:8100",
    "app://-",
    "app://my.bundle_1",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://0d5a5a5a-0000-4000-8000-000000000000",
  ]) {
    it(`the page of an app at ${app} may be allowed by name`, async () => {
      const { ask } = aHost({ allowedOrigins: [app] });

      const opened = await ask("POST", "/kyc/session", { Origin: app });
      const other = await ask("POST", "/kyc/session", { Origin: `${app}x` });

      assert.deepEqual([opened.status, other.status], [201, 403]);
      assert.equal(opened.headers.get("Access-Control-Allow-Origin"), app);
    });
  }

  it("a page of an allowed origin can read problems", async () => {
    const { ask } = aHost({ allowedOrigins: [elsewhere] });

    const answer = await ask("GET", "/kyc/customer", { Origin: elsewhere });

    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get("Access-Control-Allow-Origin"), elsewhere);
  });

  it("a page of another origin gets no CORS headers", async () => {
    const { ask } = aHost({ allowedOrigins: [elsewhere] });

    const answer = await ask("GET", "/kyc/customer", { Origin: "https://third.example" });

    assert.equal(answer.headers.has("Access-Control-Allow-Origin"), false);
    assert.equal(answer.headers.get("Vary"), "Authorization, Sphere-Kyc-Session, Origin");
  });

  for (const [method, path] of everyRoute) {
    it(`a preflight for ${path} passes only for allowed origins`, async () => {
      const { ask } = aHost({ allowedOrigins: [elsewhere] });

      const granted = await ask("OPTIONS", path, { Origin: elsewhere });
      const refused = await ask("OPTIONS", path, { Origin: "https://third.example" });

      assert.equal(granted.status, 204);
      assert.equal(granted.text, "");
      assert.equal(granted.headers.get("Access-Control-Allow-Methods"), method);
      assert.equal(
        granted.headers.get("Access-Control-Allow-Headers"),
        "Authorization, Sphere-Kyc-Session, Idempotency-Key, Content-Type",
      );
      assert.equal(
        granted.headers.get("Access-Control-Allow-Credentials"),
        path === "/kyc/session" ? "true" : null,
      );
      assert.deepEqual([refused.status, refused.body["code"]], [403, "cross_site"]);
      assert.equal(refused.headers.has("Access-Control-Allow-Methods"), false);
    });
  }
});
