import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLink } from "../../../src/core/contract.js";
import { createMemoryStore, type Store } from "../../../src/host/index.js";
import { aLink, customerId, heldAnswers } from "../scripted-upstream.js";
import { aReleasedHost } from "./released.js";
import { problem } from "./upstream-fault-rows.js";

type Options = Parameters<typeof aReleasedHost>[0] & object;

const terms = "terms_of_service";
const face = "liveness_check";
const rows = [
  [terms, "tos-link", "https://spherepay.co/tos?token=a.b.c"],
  [face, "face-verification-link", "https://in.sumsub.com/websdk/p/sbx_face"],
] as const;

describe("the link of a requirement", () => {
  for (const [requirement, call, url] of rows) {
    const path = `/kyc/links/${requirement}`;

    it(`${requirement} calls ${call} and returns the link with its lifetime in seconds`, async () => {
      const { ask, session, posts } = aReleasedHost();

      const { status, body } = await ask("POST", path, await session());

      assert.equal(status, 201);
      assert.deepEqual(Object.keys(body), ["url", "expiresAt", "expiresInSeconds"]);
      assert.equal(readLink(body).url, url);
      assert.equal(body["expiresAt"], aLink.expiresAt);
      assert.deepEqual(posts(), [call]);
    });

    it(`${requirement} accepts a link without an expiry`, async () => {
      const { ask, session, scripts, posts } = aReleasedHost();
      scripts[call] = () => Response.json({ link: url }, { status: 201 });
      const headers = await session();

      const first = await ask("POST", path, headers);
      const again = await ask("POST", path, headers);

      assert.deepEqual([first.body, again.body], [{ url }, { url }]);
      assert.equal(posts().length, 1);
    });

    it(`fifty clicks on ${requirement} make one call, and a later one a new call`, async () => {
      const { ask, session, posts, clock } = aReleasedHost();
      const headers = await session();

      const answers = await Promise.all(
        Array.from({ length: 50 }, () => ask("POST", path, headers)),
      );
      clock.advance(9_999);
      await ask("POST", path, headers);
      assert.deepEqual(posts(), [call]);
      clock.advance(1);
      await ask("POST", path, headers);

      assert.deepEqual(new Set(answers.map(({ body }) => body["url"])), new Set([url]));
      assert.deepEqual(posts(), [call, call]);
    });

    it(`control: without a shared store every click on ${requirement} is a call`, async () => {
      const store: Store = {
        ...createMemoryStore(),
        shareLink: (_customerId, _requirement, make) => make(),
      };
      const { ask, session, posts } = aReleasedHost({ store, customerCallsPerMinute: 1_000 });
      const headers = await session();

      await Promise.all(Array.from({ length: 50 }, () => ask("POST", path, headers)));

      assert.equal(posts().length, 50);
    });

    const refused: readonly [what: string, options: Options][] = [
      ["the host has not chosen it", { requirementLinks: [] }],
      ["the host has its own page", { pages: { [requirement]: "/own" } }],
      ["the flow is hosted", { resolveCustomer: () => ({ id: customerId, flow: "hosted" }) }],
      ["release 2026-07 hosts everything", { release: "2026-07" }],
    ];
    for (const [what, options] of refused) {
      it(`there is no link for ${requirement} when ${what}`, async () => {
        const { ask, session, posts } = aReleasedHost(options);

        const { status, body } = await ask("POST", path, await session());

        assert.deepEqual([status, body["code"]], [404, "no_such_requirement"]);
        assert.deepEqual(posts(), []);
      });
    }

    const apiFlows: readonly Options[] = [
      { release: "2025-12" },
      { release: "2026-07", resolveCustomer: () => ({ id: customerId, flow: "api" }) },
    ];
    for (const options of apiFlows) {
      it(`${requirement} has its link in the api flow of ${options.release}`, async () => {
        const { ask, session, posts } = aReleasedHost(options);

        assert.equal((await ask("POST", path, await session())).status, 201);
        assert.deepEqual(posts(), [call]);
      });
    }

    const faults: readonly [what: string, answer: () => Response, status: number, code: string][] =
      [
        ["400", () => new Response("", { status: 400 }), 409, "wrong_state"],
        ["401", () => new Response("", { status: 401 }), 502, "host_misconfigured"],
        ["404, of a customer who can be read", problem(404), 502, "host_misconfigured"],
        ["422", () => new Response("{}", { status: 422 }), 422, "requirements_outstanding"],
        ["429", () => new Response("", { status: 429 }), 429, "rate_limited"],
        ["500", () => new Response("", { status: 500 }), 502, "upstream_failed"],
        ["no link", () => Response.json({}), 502, "upstream_failed"],
        ["a wrong time", () => Response.json({ url, expiresAt: "soon" }), 502, "upstream_failed"],
        [
          "a link elsewhere",
          () => Response.json({ link: "https://spherepay.co.evil.example/tos" }),
          502,
          "upstream_failed",
        ],
        [
          "another customer's link",
          () => Response.json({ link: url, customerId: "customer_other" }),
          502,
          "upstream_failed",
        ],
      ];
    for (const [what, answer, status, code] of faults) {
      it(`on ${requirement}, ${what} from SpherePay is ${status} ${code}`, async () => {
        const { ask, session, scripts, log } = aReleasedHost();
        scripts[call] = answer;

        const { status: got, body, text } = await ask("POST", path, await session());

        assert.deepEqual([got, body["code"]], [status, code]);
        assert.doesNotMatch(text + JSON.stringify(log), /evil|customer_other|sbx|token=/);
      });
    }
  }

  it("both links and the submit run at the same time", async () => {
    const { script, nextAnswer } = heldAnswers();
    const { ask, session, submit, scripts } = aReleasedHost();
    scripts["tos-link"] = script;
    const headers = await session();

    const held = ask("POST", `/kyc/links/${terms}`, headers);
    const answer = await nextAnswer();
    const others = await Promise.all([
      ask("POST", `/kyc/links/${face}`, headers),
      submit(headers, "a-key"),
    ]);
    answer(Response.json({ link: "https://spherepay.co/tos?token=late" }, { status: 201 }));

    assert.deepEqual(
      others.map(({ status }) => status),
      [201, 201],
    );
    assert.equal((await held).body["url"], "https://spherepay.co/tos?token=late");
  });

  it("a business has a link for its terms and none for a face check", async () => {
    const { ask, session, customer, posts } = aReleasedHost();
    customer["type"] = "business";
    const headers = await session();

    const refused = await ask("POST", `/kyc/links/${face}`, headers);
    const given = await ask("POST", `/kyc/links/${terms}`, headers);

    assert.deepEqual([refused.status, refused.body["code"]], [404, "no_such_requirement"]);
    assert.equal(given.status, 201);
    assert.deepEqual(posts(), ["tos-link"]);
  });

  it("every offered link exists, and no other does", async () => {
    const { ask, session, customer } = aReleasedHost({ pages: { identity_document: "/upload" } });
    customer["tosStatus"] = "incomplete";
    const required = [face, "identity_document", "identity_verification"];
    customer["verificationProfiles"] = [{ name: "kyc_profile_a", status: "incomplete", required }];
    const headers = await session();

    const { body } = await ask("GET", "/kyc/customer", headers);

    assert.deepEqual(body["actions"], {
      [face]: { kind: "link" },
      identity_document: { kind: "page", href: "/upload" },
      [terms]: { kind: "link" },
    });
    const answered = await Promise.all(
      [face, terms, "identity_document"].map((name) => ask("POST", `/kyc/links/${name}`, headers)),
    );
    assert.deepEqual(
      answered.map(({ status }) => status),
      [201, 201, 404],
    );
  });

  it("terms that tosStatus requires without an action are logged as a warning", async () => {
    const { session, customer, log } = aReleasedHost({ requirementLinks: [] });
    customer["tosStatus"] = "incomplete";

    await session();

    assert.deepEqual(
      log.filter(({ kind }) => kind !== "answered"),
      [{ kind: "requirement_without_action", requirement: terms }],
    );
  });
});
