import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { checklist } from "sphere-kyc-onboarding";
import { type Customer, readCustomer, readLink, readSession } from "sphere-kyc-onboarding/contract";
import type { Simulator } from "sphere-kyc-onboarding/simulator";
import { type Report, reportText, runDoctor } from "../../src/cli/doctor/doctor.js";

/** A running backend of any kind, as the element meets it. */
export interface RunningHost {
  /** The element's `endpoint`, absolute. */
  readonly endpoint: string;
  /** The login of the one customer. */
  readonly cookie: string;
  readonly simulator: Simulator;
  /** Where the host finds the simulator: an origin. */
  readonly spherePayUrl: string;
  readonly customerId: string;
  /** Replaces the network, for a host that listens on no port. */
  readonly fetch?: typeof fetch;
}

/** What the customer does on the host's own pages before the provider's turn. */
export const ownItems: readonly string[] = [
  "terms_of_service",
  "identity_document",
  "liveness_check",
];

/** One customer's journey through a host: sign in, checklist, submit, redirect, provider, approved. */
export async function walkJourney(host: RunningHost): Promise<void> {
  const { simulator, spherePayUrl, customerId } = host;
  const { ask, read, submit } = aVisitor(host);
  const minted = () => simulator.calls.filter(({ path }) => path.endsWith("/kyc-link")).length;

  const opened = await ask("POST", "/session", { Cookie: host.cookie });
  assert.equal(opened.status, 201);
  const { token, customer } = readSession(opened.json);
  const authorised = { Authorization: `Bearer ${token}` };
  assert.equal(customer?.id, customerId);
  assert.equal(checklist(await read(authorised)).ready, false);

  const early = await submit(authorised, "click-too-early");
  assert.equal(early.status, 422);
  assert.equal(Object(early.json).code, "requirements_outstanding");
  assert.deepEqual(
    Object(early.json).errors.map(({ pointer }: { pointer: string }) => pointer.slice(1)),
    ownItems,
  );

  for (const requirement of ownItems) simulator.complete(customerId, requirement);
  assert.equal(checklist(await read(authorised)).ready, true);

  const before = minted();
  const clicks = await Promise.all([
    submit(authorised, "click-in-tab-1"),
    submit(authorised, "click-in-tab-2"),
  ]);
  const again = await submit(authorised, "click-in-tab-1");
  const links = [...clicks, again].map(({ status, json }) => [status, readLink(json).url]);
  assert.deepEqual(links, Array(3).fill(links[0]));
  assert.equal(links[0]?.[0], 201);
  assert.equal(minted() - before, 1);

  // A host that follows the redirect returns the customer, and has leaked the API key.
  simulator.inject({ kind: "redirect", location: `${spherePayUrl}/v2/customer/${customerId}` });
  const astray = await ask("GET", "/customer", authorised);
  assert.deepEqual([astray.status, Object(astray.json).code], [502, "upstream_failed"]);

  simulator.finishProvider(customerId);
  assert.equal(statusOf(await read(authorised)), "pending");
  simulator.approve(customerId);
  assert.equal(statusOf(await read(authorised)), "approved");
}

/** A file of a document arrives at SpherePay as it was sent, whatever the runtime does with bodies. */
export async function sendDocument(host: RunningHost): Promise<void> {
  const { endpoint, simulator, fetch = globalThis.fetch } = host;
  const { ask } = aVisitor(host);
  const opened = await ask("POST", "/session", { Cookie: host.cookie });
  const { token } = readSession(opened.json);
  const file = new Uint8Array(200_000).fill(0xfe);
  file.set([0xff, 0xd8, 0xff, 0xe0]);

  const query = "type=passport&country=ESP";
  const response = await fetch(`${endpoint}/documents/identity_document?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Idempotency-Key": "file-1" },
    body: new Blob([file], { type: "image/jpeg" }),
  });

  const { received, ...problem } = Object(await response.json());
  assert.deepEqual([response.status, received?.type, problem], [201, "passport", {}]);
  const hash = createHash("sha256").update(file).digest("hex");
  assert.deepEqual(
    simulator.documents.map(({ sizeBytes, sha256, fileName }) => [sizeBytes, sha256, fileName]),
    [[file.byteLength, hash, "identity_document.jpg"]],
  );
}

/** A stranger, or a forged token, gets no session and no customer. */
export async function assertStrangersRefused(host: RunningHost): Promise<void> {
  const { ask } = aVisitor(host);
  const stranger = await ask("POST", "/session", { Cookie: "login=somebody-else" });
  assert.deepEqual([stranger.status, Object(stranger.json).code], [401, "login_required"]);
  const forged = await ask("GET", "/customer", { Authorization: "Bearer forged.forged.forged" });
  assert.deepEqual([forged.status, Object(forged.json).code], [401, "session_invalid"]);
}

/** Examines the host, submitting its customer; with the secret, its webhooks too. */
export async function examineHost(host: RunningHost, webhookSecret?: string): Promise<Report> {
  for (const requirement of ownItems) host.simulator.complete(host.customerId, requirement);
  const { now } = host.simulator.clock;
  const headers = { Cookie: host.cookie };
  const { endpoint, fetch } = host;
  const options = { headers, submit: true, now, ...(webhookSecret && { webhookSecret }) };
  return runDoctor(endpoint, { ...options, ...(fetch && { fetch }) });
}

/** Nothing to fix or to consider, and nothing left out but what concerns a page. */
export function assertPassing(report: Report): void {
  assert.equal(report.state, "incomplete", reportText(report));
  const skipped = report.findings.filter(({ outcome }) => outcome === "skipped");
  assert.deepEqual(
    skipped.map(({ id }) => id),
    ["cors-preflight", "cors-exposed", "page-status", "page-connect", "page-trusted-types"],
  );
}

const statusOf = ({ verificationProfiles }: Customer) => verificationProfiles[0]?.status;

function aVisitor({ endpoint, fetch = globalThis.fetch }: RunningHost) {
  const { origin } = new URL(endpoint);
  async function ask(method: string, path: string, headers: Record<string, string>) {
    const response = await fetch(endpoint + path, {
      method,
      headers: method === "POST" ? { Origin: origin, ...headers } : headers,
      redirect: "error",
    });
    assert.equal(response.headers.get("Cache-Control"), "no-store, no-transform");
    const json: unknown = await response.json();
    return { status: response.status, json };
  }
  return {
    ask,
    async read(authorised: Record<string, string>): Promise<Customer> {
      const { status, json } = await ask("GET", "/customer", authorised);
      assert.equal(status, 200);
      return readCustomer(json);
    },
    submit: (authorised: Record<string, string>, key: string) =>
      ask("POST", "/submit", { ...authorised, "Idempotency-Key": key }),
  };
}
