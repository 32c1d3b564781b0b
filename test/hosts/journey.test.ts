import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { createSimulator } from "sphere-kyc-onboarding/simulator";
import { assertPassing, examineHost, type RunningHost, walkJourney } from "./journey.js";

type AlterResponse = (request: Request, answer: Response) => Promise<Response>;
type Send = (request: Request) => Promise<Response>;

/** The handler itself, without a server, optionally with altered responses and requests. */
function aHost(
  alter: AlterResponse = async (_, answer) => answer,
  broken: (send: Send) => Send = (send) => send,
): RunningHost {
  const simulator = createSimulator();
  const customerId = simulator.createCustomer();
  const cookie = "login=ana";
  const spherePayUrl = "https://api.spherepay.co";
  const send = broken(simulator.api);
  const handler = createOnboardingHandler({
    log: null,
    apiKey: simulator.apiKey,
    baseUrl: spherePayUrl,
    secret: "a-secret-of-thirty-two-bytes-...",
    resolveCustomer: ({ headers }) => (headers.get("Cookie") === cookie ? customerId : null),
    runtime: { fetch: (input, init) => send(new Request(input, init)), now: simulator.clock.now },
  });
  return {
    ...{ endpoint: "https://app.example/kyc", cookie, simulator, spherePayUrl, customerId },
    async fetch(input, init) {
      const request = new Request(input, init);
      return alter(request, await handler(request.clone()));
    },
  };
}

const isSubmit = ({ url }: Request) => url.endsWith("/submit");
let clicks = 0;

const broken: Readonly<Record<string, AlterResponse>> = {
  "another link for each click": async (request, answer) => {
    if (!isSubmit(request) || answer.status !== 201) return answer;
    clicks += 1;
    const url = `https://in.sumsub.com/${clicks}`;
    return new Response(JSON.stringify({ ...Object(await answer.json()), url }), answer);
  },
  "a customer that is remembered": (() => {
    let kept: string | undefined;
    return async ({ url }: Request, answer: Response) => {
      if (!url.endsWith("/customer")) return answer;
      kept ??= await answer.text();
      return new Response(kept, answer);
    };
  })(),
  "outstanding items that are not named": async (request, answer) =>
    isSubmit(request) && answer.status === 422
      ? new Response('{"status":422,"code":"requirements_outstanding"}', answer)
      : answer,
};

describe("the journey that every host is taken through", () => {
  it("succeeds on the handler itself", async () => {
    await walkJourney(aHost());
    assertPassing(await examineHost(aHost()));
  });

  for (const [what, alter] of Object.entries(broken)) {
    it(`notices ${what}`, async () => {
      await assert.rejects(walkJourney(aHost(alter)));
    });
  }

  it("notices a redirect that is followed", async () => {
    const follow = (send: Send) => async (request: Request) => {
      const answer = await send(request);
      const target = answer.headers.get("Location");
      return target === null ? answer : send(new Request(new URL(target, request.url), request));
    };
    await assert.rejects(walkJourney(aHost(undefined, follow)), /upstream_failed/);
  });

  it("ends with a doctor that notices a response without no-store", async () => {
    const cached: AlterResponse = async (_, answer) => {
      answer.headers.delete("Cache-Control");
      return answer;
    };
    const report = await examineHost(aHost(cached));
    assert.throws(() => assertPassing(report), /no-store/);
  });
});
