import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { routes } from "../../src/core/contract.js";
import { problems } from "../../src/core/problem.js";
import { stepRoutes } from "../../src/core/step-routes.js";
import { answerTo, cases } from "./openapi-answers.js";
import {
  createValidator,
  documentedStatuses,
  documentText,
  type Observed,
  type OpenApi,
  readDocument,
} from "./openapi-document.js";

const document = readDocument(documentText());
const validate = createValidator(document);

/** Responses that other backends may give and the handler of this package never does. */
const neverOurs = [
  ...["503", "403"].flatMap((status) => [
    `POST /codes/{requirement} ${status}`,
    `POST /codes/{requirement}/check ${status}`,
    `POST /documents/{requirement} ${status}`,
    `PATCH /details ${status}`,
  ]),
  ...["POST /session 503", "GET /customer 503", "POST /submit 503"],
  ...["POST /links/{requirement} 503", "GET /customer 403", "POST /submit 403"],
  "POST /links/{requirement} 403",
  // Busy before SpherePay is asked: the customer is left out of the session's response instead.
  "POST /session 429",
  // A call that takes too long, as well.
  "POST /session 504",
  ...["GET /events 403", "GET /events 404", "GET /events 405", "GET /events 501"],
];

describe("openapi.yaml", () => {
  it("states the routes of the contract, and marks the others as optional", () => {
    assert.deepEqual(statedRoutes(document), contractRoutes());
  });

  it("states the problem codes of the contract", () => {
    assert.deepEqual(statedCodes(document), contractCodes());
  });

  it("allows both codes of an upstream fault with each of 502, 503 and 504", () => {
    for (const status of [502, 503, 504]) {
      for (const code of ["upstream_failed", "upstream_timeout"]) {
        const text = JSON.stringify({ status, code });
        const headers = {
          "Content-Type": "application/problem+json",
          "Cache-Control": "no-store, no-transform",
        };
        const observed = { of: "GET /customer", status, headers: new Headers(headers), text };
        assert.deepEqual(validate(observed), []);
      }
    }
  });

  it("resolves every reference", () => {
    assert.deepEqual(danglingReferences(document), []);
  });

  const reached = new Set<string>();
  for (const each of cases) {
    it(`fits the handler: ${each.what}`, async () => {
      const observed = await answerTo(each);
      assert.deepEqual(validate(observed), []);
      reached.add(`${observed.of} ${observed.status}`);
    });
  }

  it("states only statuses that the handler returns, or another backend may", () => {
    const unseen = documentedStatuses(document).filter((each) => !reached.has(each));
    assert.deepEqual(unseen.sort(), [...neverOurs].sort());
  });
});

describe("these checks notice", () => {
  const changed = (from: string, to: string): OpenApi => {
    const text = documentText();
    assert.ok(text.includes(from), from);
    return readDocument(text.replaceAll(from, to));
  };

  async function breachesIn(altered: OpenApi): Promise<readonly string[]> {
    const observed = await Promise.all(cases.map(answerTo));
    return observed.flatMap(createValidator(altered));
  }

  for (const [what, from, to] of [
    ["a schema that asks for more", "required: [token]", "required: [token, name]"],
    ["a schema that allows less", "enum: [api, hosted]", "enum: [hosted]"],
    ["a member that is not stated", "        pollAfterSeconds:", "        pollAfter:"],
    ["a status that is not stated", '"422": {', '"423": {'],
    [
      "a code of another status",
      "code: { enum: [in_flight, wrong_state] }",
      "code: { enum: [in_flight] }",
    ],
    ["another code", "enum: [login_required]", "enum: [login_wanted]"],
    [
      "another success",
      '"201": { $ref: "#/components/responses/Sub',
      '"200": { $ref: "#/components/responses/Sub',
    ],
    ["a header that must be", 'const: "no-store, ', 'const: "no-cache, '],
    ["a header that is not stated", "        Vary: {", "        Vary-Not: {"],
    ["another content type", "application/problem+json:", "application/json:"],
  ] as const) {
    it(what, async () => {
      const altered = changed(from, to);
      const ours = what === "a member that is not stated" ? pollingCustomer : undefined;
      const breaches = ours ? createValidator(altered)(ours) : await breachesIn(altered);
      assert.notDeepEqual(breaches, []);
    });
  }

  it("a route, a code and a reference that are gone", () => {
    assert.notDeepEqual(statedRoutes(changed("  /submit:\n", "  /send:\n")), contractRoutes());
    assert.notDeepEqual(statedCodes(changed("- wrong_state", "- wrong_mood")), contractCodes());
    assert.notDeepEqual(danglingReferences(changed("    Names:\n", "    Words:\n")), []);
  });

  it("a 429 without Retry-After", () => {
    const headers = {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store, no-transform",
    };
    const busy = {
      ...{ of: "GET /customer", status: 429, headers: new Headers(headers) },
      text: '{"status":429,"code":"rate_limited"}',
    };
    assert.match(validate(busy).join(), /retry-after is missing/);
    busy.headers.set("Retry-After", "5");
    assert.deepEqual(validate(busy), []);
  });

  it("personal data in a customer", () => {
    const text = JSON.stringify({ ...JSON.parse(pollingCustomer.text), email: "ana@example.com" });
    assert.deepEqual(validate(pollingCustomer), []);
    assert.match(
      validate({ ...pollingCustomer, text }).join(),
      /must NOT have additional properties/,
    );
  });
});

const pollingCustomer: Observed = {
  of: "GET /customer",
  status: 200,
  headers: new Headers({
    "Content-Type": "application/json",
    "Cache-Control": "no-store, no-transform",
  }),
  text: JSON.stringify({ id: "customer_1", verificationProfiles: [], pollAfterSeconds: 5 }),
};

/** Every route that the handler serves to a page. */
const stated = { ...routes, ...stepRoutes };

const contractRoutes = () =>
  Object.values(stated)
    .map(({ method, path, success }) => `${method} ${path} ${[...success].sort().join(" ")}`)
    .sort();

/** The routes a backend has to have, with their successes, as the contract would write them. */
function statedRoutes({ paths }: OpenApi): string[] {
  const inContract = new Set(Object.values(stated).map(({ path }): string => path));
  return Object.entries(paths)
    .filter(([path, item]) => !item["x-optional"] || inContract.has(path))
    .flatMap(([path, item]) =>
      (["get", "post", "patch"] as const).flatMap((method) => {
        const statuses = Object.keys(item[method]?.responses ?? {}).filter((each) => each < "300");
        return statuses.length > 0
          ? [`${method.toUpperCase()} ${path} ${statuses.sort().join(" ")}`]
          : [];
      }),
    )
    .sort();
}

const contractCodes = () =>
  Object.entries(problems)
    .filter(([, { status }]) => status > 0)
    .map(([code]) => code);

const statedCodes = ({ components }: OpenApi) => components.schemas["ProblemCode"]?.enum;

function danglingReferences(from: OpenApi): string[] {
  const references = JSON.stringify(from).matchAll(/"\$ref":"#\/([^"]+)"/g);
  return [...references].flatMap(([, pointer = ""]) => {
    const target = pointer.split("/").reduce<unknown>((at, step) => Object(at)[step], from);
    return target === undefined ? [pointer] : [];
  });
}
