import { createSimulator, type SimulatorOptions } from "../../src/simulator/index.js";
import { rawCall, visit } from "./spherepay-call.js";

/** A simulator, and the events that a host got from it. */
export function aStage(options: SimulatorOptions = {}) {
  const received: string[] = [];
  const simulator = createSimulator({
    ...options,
    webhooks: {
      async deliver(request) {
        received.push(`${request.headers.get("signature")} ${await request.text()}`);
        return 204;
      },
    },
  });
  return { simulator, received };
}
export type Stage = ReturnType<typeof aStage>;

export const headers = (apiKey: string) => ({
  authorization: `Bearer ${apiKey}`,
  "idempotency-key": "a-key",
});
export const usedKey = { "idempotency-key": "a-key" };

/**
 * Everything of a simulator that can be seen from outside, what it holds back included: the state is
 * listed, then a host works with a new customer. Ids are named in the order in which they appear.
 */
export async function stateOf(
  { simulator, received }: Stage,
  earlierUrl?: string,
): Promise<string> {
  const { behaviour, calls, visits, deliveries, clock } = simulator;
  const listed = {
    ...{ behaviour, calls: [...calls], visits: [...visits], deliveries: [...deliveries] },
    ...{ codes: [...simulator.codes], documents: [...simulator.documents] },
    customers: simulator.ids().map((id) => simulator.customer(id)),
    now: clock.now(),
    earlier: earlierUrl && (await visit(simulator, earlierUrl)).state,
  };
  const before = received.length;
  await simulator.tick();
  const late = received.length - before;
  const id = simulator.createCustomer({ preset: "ready" });
  const reads: unknown[] = [];
  for (const each of simulator.ids()) {
    reads.push(await outcomeOf(rawCall(simulator, "GET", `/v2/customer/${each}`, gone())));
  }
  const path = `/v2/customer/${id}/kyc-link`;
  const link = await outcomeOf(
    rawCall(simulator, "POST", path, { ...gone(), headers: headers(simulator.apiKey) }),
  );
  await simulator.tick();
  const events = received.slice(before).map((each) => each.replace(/^\w+ /, ""));
  return withNamedIds(JSON.stringify({ listed, late, reads, link, events }, undefined, 1));
}

/** The first lines in which two states differ. */
export function differences(one: string, other: string): readonly string[] {
  const lines = other.split("\n");
  return one
    .split("\n")
    .filter((line, at) => line !== lines[at])
    .slice(0, 3);
}

/** A caller that has given up: without it a call that hangs would not end. */
export const gone = (): { signal: AbortSignal } => ({ signal: AbortSignal.abort() });

export const outcomeOf = (response: Promise<Response>): Promise<unknown> =>
  response.then(
    async ({ status, headers, body }) => {
      const { value } = (await body?.getReader().read()) ?? {};
      return [status, [...headers], new TextDecoder().decode(value)];
    },
    () => "no response",
  );

export function withNamedIds(text: string): string {
  const names = new Map<string, string>();
  return text.replace(/\b[0-9a-f]{32}\b|\b[0-9a-f]{64}\b|sbx_\w{16}|_[0-9a-f]{32}/g, (id) => {
    const name = names.get(id) ?? `<id ${names.size + 1}>`;
    names.set(id, name);
    return name;
  });
}
