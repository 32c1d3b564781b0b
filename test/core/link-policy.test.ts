import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  defaultLinkHosts,
  hostLink,
  isLinkHost,
  providerLink,
} from "../../src/core/link-policy.js";
import { goodLinks, hostileLinks, mutated } from "./hostile-links.js";

const origins = defaultLinkHosts.map((host) => `https://${host}`);
const validated = (text: unknown) => providerLink(text, defaultLinkHosts);

/** Whether an address leads away from the allowed hosts, or carries what no link may carry. */
function escapes(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, username, password } = new URL(text);
  return !origins.includes(origin) || username !== "" || password !== "";
}

describe("a provider link", () => {
  it("is accepted with path, query and fragment", () => {
    assert.ok(goodLinks.length >= 50);
    for (const link of goodLinks) assert.equal(validated(link), new URL(link).href, link);
  });

  it("is refused in every hostile class", () => {
    const all = Object.values(hostileLinks).flat();
    assert.ok(new Set(all).size >= 300, `only ${new Set(all).size} links`);
    for (const [kind, links] of Object.entries(hostileLinks)) {
      for (const link of links) assert.equal(validated(link), undefined, `${kind}: ${link}`);
    }
  });

  it("is text and nothing else", () => {
    const link = "https://in.sumsub.com/";
    for (const each of [null, undefined, 0, 1, true, {}, [], [link], new URL(link), Object(link)]) {
      assert.equal(validated(each), undefined);
    }
    assert.equal(validated({ toString: () => link }), undefined);
  });

  it("stays on the allowed hosts, however a good link is mutated", () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const href = validated(text);
        if (href === undefined) return;
        accepted += 1;
        assert.ok(origins.includes(new URL(href).origin), text);
        assert.ok(origins.includes(new URL(text).origin), text);
        assert.equal(new URL(text).href, href);
        assert.ok(!escapes(href), text);
      }),
      { numRuns: 20_000, seed: 1 },
    );
    assert.ok(accepted > 500, `only ${accepted} mutations were harmless`);
  });

  const broken: Readonly<Record<string, (text: string) => boolean>> = {
    startsWith: (text) => text.startsWith("https://in.sumsub.com"),
    includes: (text) => text.includes("in.sumsub.com"),
    "hostname.endsWith": (text) =>
      URL.canParse(text) && new URL(text).hostname.endsWith("sumsub.com"),
  };
  for (const [name, guard] of Object.entries(broken)) {
    it(`control: ${name} lets links of the same classes escape`, () => {
      const escaped = Object.values(hostileLinks)
        .flat()
        .filter((text) => guard(text) && escapes(text));
      assert.ok(escaped.length >= 3, `${name} let ${escaped.length} escape`);
      for (const text of escaped) assert.equal(validated(text), undefined);
    });
  }

  it("has at most 2,048 characters", () => {
    const longest = "https://in.sumsub.com/".padEnd(2048, "a");
    assert.equal(validated(longest), longest);
    assert.equal(validated(`${longest}a`), undefined);
  });

  it("is refused when the list is empty or has no valid entry", () => {
    for (const list of [
      [],
      [""],
      ["*"],
      ["https://in.sumsub.com"],
      [".com"],
      ["com"],
      ["*.sumsub.com"],
    ]) {
      assert.equal(providerLink("https://in.sumsub.com/x", list), undefined, JSON.stringify(list));
    }
  });

  it("may lead to a loopback entry's own origin, and to no other", () => {
    const list = ["http://127.0.0.1:4100"];
    assert.equal(providerLink("http://127.0.0.1:4100/p?a#b", list), "http://127.0.0.1:4100/p?a#b");
    for (const text of [
      "http://127.0.0.1:4101/p",
      "http://127.0.0.1/p",
      "https://127.0.0.1:4100/p",
      "http://localhost:4100/p",
      "http://127.1:4100/p",
      "http://127.0.0.1:4100@evil.example/p",
      "http://user@127.0.0.1:4100/p",
      "http://127.0.0.1:04100/p",
      "http://evil.example/http://127.0.0.1:4100",
    ]) {
      assert.equal(providerLink(text, list), undefined, text);
    }
    assert.equal(providerLink("http://in.sumsub.com/", ["in.sumsub.com"]), undefined);
  });

  it("is matched by exact host names and loopback origins alone", () => {
    for (const entry of [
      ...defaultLinkHosts,
      "http://localhost:1",
      "http://[::1]:9",
      "https://127.0.0.2",
    ]) {
      assert.ok(isLinkHost(entry), entry);
    }
    for (const entry of [
      "",
      "com",
      "IN.sumsub.com",
      "in.sumsub.com:443",
      "in.sumsub.com.",
      "*.sumsub.com",
      "https://in.sumsub.com",
      "http://evil.example:80",
      "http://localhost:1/",
      "http://localhost.evil.example",
      "http://127.0.0.1.evil.example",
      "in.sumsub.com/x",
      "a..b",
      "ａ.com",
      "in.sumsub.com\n",
    ]) {
      assert.ok(!isLinkHost(entry), entry);
    }
  });
});

describe("a link of the host's own", () => {
  const base = "https://shop.example/account?x=1";

  it("may lead to the page's own origin, https, mail and telephone", () => {
    const allowed: Readonly<Record<string, string>> = {
      "/help": "https://shop.example/help",
      "help#id": "https://shop.example/help#id",
      "?a=1": "https://shop.example/account?a=1",
      "//cdn.example/help": "https://cdn.example/help",
      "https://help.example/a": "https://help.example/a",
      "mailto:help@shop.example": "mailto:help@shop.example",
      "tel:+49123": "tel:+49123",
    };
    for (const [text, href] of Object.entries(allowed)) assert.equal(hostLink(text, base), href);
    assert.equal(hostLink("/help", "http://localhost:3000/a"), "http://localhost:3000/help");
  });

  it("is refused for scripts, data, other schemes, credentials and foreign http", () => {
    for (const text of [
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      " javascript:alert(1)",
      "java\nscript:alert(1)",
      "java\tscript:alert(1)",
      "data:text/html,x",
      "blob:https://shop.example/1",
      "vbscript:x",
      "file:///etc/passwd",
      "http://shop.example/help",
      "http://evil.example/",
      "ftp://shop.example/",
      "https://a@shop.example/",
      "https://a:b@shop.example/",
      "\\\\evil.example",
      "/\\evil.example",
      "https:\\\\evil.example",
      "",
      " ",
      "about:blank",
      "intent://x",
      "/\u202ehelp",
      "https://shop.example/\u0000",
      "https://",
      "https://[",
      "view-source:https://a.example",
    ]) {
      assert.equal(hostLink(text, base), undefined, text);
    }
    for (const each of [null, undefined, 1, {}, ["/help"]])
      assert.equal(hostLink(each, base), undefined);
  });

  it("is validated without throwing, whatever the page's address is", () => {
    for (const from of ["about:blank", "about:srcdoc", "", "not an address", "data:text/html,x"]) {
      assert.equal(hostLink("/help", from), undefined);
      assert.doesNotThrow(() => hostLink("http://a.example/", from));
    }
  });

  it("never has a dangerous scheme, whatever is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: "binary" })), (text) => {
        const href = hostLink(text, base);
        if (href) assert.match(href, /^(https|mailto|tel):/);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });
});
