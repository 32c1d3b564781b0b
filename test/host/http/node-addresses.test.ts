import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toNodeListener } from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { sendHead } from "../raw-request.js";
import { serving } from "../served.js";

function lastReason({ log }: ReturnType<typeof aHost>): string | undefined {
  const answered = log.filter((entry) => entry.kind === "answered");
  return answered.at(-1)?.reason;
}

/** A listener whose handler returns the address that it was given. */
const addressListener = (options = {}) =>
  toNodeListener(async ({ url }) => Response.json({ url }), options);

describe("the address of a request in Node", () => {
  for (const [what, head, reason] of [
    ["an absolute address", "GET http://evil.example/kyc HTTP/1.1\r\nHost: a", "request_malformed"],
    ["a star", "OPTIONS * HTTP/1.1\r\nHost: a", "request_malformed"],
    ["a method that no Request can have", "TRACE / HTTP/1.1\r\nHost: a", "request_malformed"],
    ["a host with a path and a user", "GET / HTTP/1.1\r\nHost: a/b@c", "host_malformed"],
    ["a host with a user", "GET / HTTP/1.1\r\nHost: a@c", "host_malformed"],
    ["a host with a backslash", "GET / HTTP/1.1\r\nHost: a\\b", "host_malformed"],
    ["a host with a query", "GET / HTTP/1.1\r\nHost: a?b", "host_malformed"],
    ["a host with a blank", "GET / HTTP/1.1\r\nHost: a b", "host_malformed"],
    ["an empty host", "GET / HTTP/1.1\r\nHost: ", "host_malformed"],
    ["a port that is none", "GET / HTTP/1.1\r\nHost: a:99999", "host_malformed"],
  ] as const) {
    it(`${what} is 400 ${reason}, in the log as well`, async () => {
      const host = aHost();

      await serving(toNodeListener(host.handler), async ({ port }) => {
        const { status, body } = await sendHead(port, head);

        assert.deepEqual([status, body["code"]], [400, "bad_request"]);
        assert.equal(lastReason(host), reason);
      });
    });
  }

  for (const name of ["web_1", "web_1:3000", "[::1]:80", "b%C3%BCcher.example", "A.example"]) {
    it(`the host ${name} is accepted, as URL accepts it`, async () => {
      await serving(addressListener(), async ({ port }) => {
        const { status, body } = await sendHead(port, `GET /a HTTP/1.1\r\nHost: ${name}`);

        assert.deepEqual([status, body["url"]], [200, new URL(`http://${name}/a`).href]);
      });
    });
  }

  it("a request of HTTP/1.0 that names no host is served", async () => {
    await serving(addressListener(), async ({ port }) => {
      const { body } = await sendHead(port, "GET /a HTTP/1.0");

      assert.equal(body["url"], "http://localhost/a");
    });
  });

  for (const target of [
    "/kyc\\customer",
    "/kyc/%2e%2e/kyc/customer",
    "/kyc/../kyc/customer",
    "/kyc/./customer",
    "/kyc/%2E/customer",
    "/other/..%2fkyc/customer",
    "//kyc/customer",
    "/kyc/customer#fragment",
    "/kyc/customer//",
    "/kyc/links/..",
  ]) {
    it(`${target} is no route, whatever an address makes of it`, async () => {
      const { handler, session } = aHost();
      const { Authorization } = await session();

      await serving(toNodeListener(handler), async ({ port }) => {
        const head = `GET ${target} HTTP/1.1\r\nHost: a\r\nAuthorization: ${Authorization}`;
        const { status, body } = await sendHead(port, head);
        const isLink = target.startsWith("/kyc/links/");

        assert.deepEqual(
          [status, body["code"]],
          isLink ? [405, "bad_request"] : [404, "no_such_route"],
        );
      });
    });
  }

  it("control: the address alone cannot tell", () => {
    for (const target of ["/kyc\\customer", "/kyc/%2e%2e/kyc/customer", "/kyc/./customer"]) {
      assert.equal(new URL(`http://a${target}`).pathname, "/kyc/customer");
    }
  });

  const forwarding: readonly [headers: string, origin: string][] = [
    ["X-Forwarded-Proto: https\r\nX-Forwarded-Host: app.example", "https://app.example"],
    ["X-Forwarded-Proto: https", "https://inner"],
    ["X-Forwarded-Host: app.example:8443", "http://app.example:8443"],
    ["X-Forwarded-Proto: HTTPS, http\r\nX-Forwarded-Host: a.example, b", "https://a.example"],
    [
      'Forwarded: for=1.2.3.4;Proto=https; host="a.example:81", for=x;host=b',
      "https://a.example:81",
    ],
    ["Forwarded: for=1.2.3.4\r\nX-Forwarded-Proto: https", "https://inner"],
    ["X-Other: 1", "http://inner"],
  ];
  for (const [headers, origin] of forwarding) {
    it(`trusted, ${JSON.stringify(headers)} means ${origin}; control: not trusted it is ignored`, async () => {
      const head = `GET /a HTTP/1.1\r\nHost: inner\r\n${headers}`;
      const seen: unknown[] = [];
      for (const options of [{ trustForwarded: true }, {}]) {
        await serving(addressListener(options), async ({ port }) => {
          seen.push((await sendHead(port, head)).body["url"]);
        });
      }

      assert.deepEqual(seen, [`${origin}/a`, "http://inner/a"]);
    });
  }

  for (const wrong of [
    "X-Forwarded-Proto: gopher",
    "X-Forwarded-Host: a/b",
    "Forwarded: host=a@b",
  ]) {
    it(`trusted, ${wrong} is 400 forwarded_malformed, in the log as well`, async () => {
      const host = aHost();
      const listener = toNodeListener(host.handler, { trustForwarded: true });

      await serving(listener, async ({ port }) => {
        const { status } = await sendHead(
          port,
          `GET /kyc/customer HTTP/1.1\r\nHost: a\r\n${wrong}`,
        );

        assert.deepEqual([status, lastReason(host)], [400, "forwarded_malformed"]);
      });
    });
  }
});
