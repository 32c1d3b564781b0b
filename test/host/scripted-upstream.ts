import assert from "node:assert/strict";

/** An answer of SpherePay's, written by hand. */
export type Script = (request: Request) => Response | Promise<Response>;

export interface ScriptedUpstream {
  readonly fetch: typeof fetch;
  readonly requests: Request[];
}

/** A SpherePay that does what a simulator would not: it breaks. */
export function anUpstream(script: Script): ScriptedUpstream {
  const requests: Request[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      requests.push(request);
      return script(request);
    },
  };
}

/** Requests that wait to be answered by hand, one after the other. */
export function heldAnswers(): {
  readonly script: Script;
  /** How to answer the next request, once it has arrived. */
  nextAnswer(): Promise<(response: Response) => void>;
} {
  const arrived: ((response: Response) => void)[] = [];
  let notice: () => void = () => {};
  return {
    script: () =>
      new Promise((resolve) => {
        arrived.push(resolve);
        notice();
      }),
    async nextAnswer() {
      if (arrived.length === 0) {
        await new Promise<void>((resolve) => {
          notice = resolve;
        });
      }
      return arrived.shift() ?? assert.fail("no request has arrived");
    },
  };
}

export const customerId = "customer_0123456789abcdef0123456789abcdef";

export const aCustomer = {
  id: customerId,
  type: "individual",
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: { complete: [], pending: [], required: ["identity_verification"], errors: [] },
    },
  ],
};

export const aLink = {
  url: "https://in.sumsub.com/websdk/p/sbx_scripted",
  expiresAt: "2026-12-01T00:00:00.000Z",
};

/** A body whose first bytes arrive and whose end never does. */
export function hungBody(start: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(start));
    },
  });
}

/** A body that never ends and counts what was taken of it. */
export function endlessBody(): { body: ReadableStream<Uint8Array>; takenBytes: () => number } {
  let taken = 0;
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  return { body, takenBytes: () => taken };
}
