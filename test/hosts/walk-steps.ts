import assert from "node:assert/strict";
import { checklist } from "sphere-kyc-onboarding";
import { type Customer, readCustomer, readSession } from "sphere-kyc-onboarding/contract";
import type { RunningHost } from "./journey.js";

/** What a customer completes in the page. */
export const stepNames: readonly string[] = [
  "email_verification",
  "phone_verification",
  "identity_document",
  "residential_address",
  "tax_identification_number",
];

const address = { line1: "Calle de Alcalá 1", city: "Madrid", postalCode: "28014", country: "ESP" };
const tax = { number: "00000000T", type: "national_id", country: "ESP" };
const jpeg = Buffer.from("\xff\xd8\xff\xe0 a card", "latin1");

/** The response to one request. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** A customer whose steps are to do, signed in. */
export async function aStepVisitor({ endpoint, cookie, simulator, customerId }: RunningHost) {
  for (const name of stepNames) simulator.require(customerId, name);
  for (const name of ["terms_of_service", "liveness_check"]) simulator.complete(customerId, name);
  const opened = await fetch(`${endpoint}/session`, {
    method: "POST",
    headers: { Cookie: cookie },
  });
  const { token } = readSession(await opened.json());
  let clicks = 0;

  async function ask(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    clicks += 1;
    const response = await fetch(endpoint + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        "Idempotency-Key": `click-${clicks}`,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    assert.equal(response.headers.get("Cache-Control"), "no-store, no-transform");
    const text = await response.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, json };
  }

  return {
    ask,
    sendCode: (name: string, key?: string) =>
      ask("POST", `/codes/${name}`, undefined, key ? { "Idempotency-Key": key } : {}),
    checkCode: (name: string, code: unknown) =>
      ask("POST", `/codes/${name}/check`, JSON.stringify({ code })),
    sendDocument: (query: string, file: Uint8Array, name = "identity_document") =>
      ask("POST", `/documents/${name}?${query}`, new Uint8Array(file)),
    save: (details: object, key?: string) =>
      ask("PATCH", "/details", JSON.stringify(details), key ? { "Idempotency-Key": key } : {}),
    async read(): Promise<Customer> {
      return readCustomer((await ask("GET", "/customer")).json);
    },
    lastCode: () => simulator.codes.at(-1)?.code ?? "",
  };
}

/** A refusal as the wire has it: its status, its code, where it points. */
export function assertRefused(
  { status, json }: Answer,
  expectedStatus: number,
  code: string,
  pointers: readonly string[] = [],
): void {
  const { status: said, code: given, errors = [] } = Object(json);
  assert.deepEqual([status, said, given], [expectedStatus, expectedStatus, code]);
  assert.deepEqual(
    errors.map(({ pointer }: { pointer: string }) => pointer),
    pointers,
  );
}

/** One customer completes every step through a host, with a mistake in each, up to ready to submit. */
export async function walkSteps(host: RunningHost): Promise<void> {
  const { simulator } = host;
  const visitor = await aStepVisitor(host);
  const { ask, sendCode, checkCode, sendDocument, save, read, lastCode } = visitor;
  assert.equal(checklist(await read()).ready, false);

  for (const name of ["email_verification", "phone_verification"]) {
    const { [name]: action } = (await read()).actions;
    const sent = await sendCode(name, `send-${name}`);
    assert.equal(sent.status, 201);
    const { to, resendAfterSeconds } = Object(sent.json);
    assert.match(to, name === "email_verification" ? /^m•••@example\.com$/ : /^\+1.*•••.*137$/);
    assert.deepEqual(action, { kind: "code", to });
    assert.ok(resendAfterSeconds > 50 && resendAfterSeconds <= 60);
    assertRefused(await checkCode(name, "wrong"), 422, "code_refused");
    assert.equal((await checkCode(name, ` ${lastCode()} `)).status, 204);
    assert.equal((await sendCode(name, `send-${name}`)).status, 201);
  }
  assert.equal(simulator.codes.length, 2);

  const card = "type=id_card&country=ESP";
  assertRefused(
    await sendDocument(`${card}&side=front`, Buffer.from("<!doctype html>")),
    415,
    "document_type_refused",
  );
  for (const side of ["front", "back"]) {
    const { status, json } = await sendDocument(`${card}&side=${side}`, jpeg);
    const { receivedAt, ...received } = Object(json).received;
    assert.deepEqual([status, received], [201, { type: "id_card", side, country: "ESP" }]);
    assert.ok(Date.parse(receivedAt));
  }
  const { uploads } = Object((await ask("GET", "/customer")).json);
  assert.deepEqual(
    uploads.identity_document.map(({ side }: { side: string }) => side),
    ["front", "back"],
  );
  assert.deepEqual(
    simulator.documents.map(({ fileName, mimeType, sizeBytes }) => [
      /identity|document/.test(fileName),
      mimeType,
      sizeBytes,
    ]),
    Array(2).fill([true, "image/jpeg", jpeg.length]),
  );

  assertRefused(await save({ address: { ...address, country: "Spain" } }), 422, "details_refused", [
    "/address/country",
  ]);
  simulator.behave({ addressCheck: "refuses" });
  assertRefused(await save({ address }), 422, "details_refused", ["/address/postalCode"]);
  simulator.behave({ addressCheck: "form" });
  assert.equal((await save({ address })).status, 204);
  assertRefused(await save({ tax }), 422, "details_refused", ["/address"]);
  assert.equal((await save({ tax, address })).status, 204);

  const customer = await read();
  assert.equal(checklist(customer).ready, true);
  assert.deepEqual(Object.keys(customer.actions), []);
}
