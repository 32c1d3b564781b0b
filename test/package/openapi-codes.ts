import { customerId, type Script } from "../host/scripted-upstream.js";
import { asked, given } from "../host/steps/code-host.js";
import type { Case } from "./openapi-answers.js";
import { foreign, overScript } from "./openapi-hosts.js";

const send = "POST /codes/{requirement}";
const check = "POST /codes/{requirement}/check";
const key = (name: string) => ({ "Idempotency-Key": name });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** A SpherePay that asks for a code, sends one, and responds to a code as it should. */
const sphere =
  (verified: () => Response, expiresAt = inAnHour(), customer: object = asked()): Script =>
  ({ method, url }) => {
    if (method === "GET") return Response.json(customer);
    return url.endsWith("/otp-send") ? Response.json({ customerId, expiresAt }) : verified();
  };
const accepting = () => Response.json({ customerId, verifiedAt: inAnHour() });
const refusing = () => Response.json({}, { status: 422 });

/** Every response of the routes of codes that other routes do not have as well. */
export const codeCases: readonly Case[] = [
  {
    what: `${send}: a code is sent, for an allowed page of another origin`,
    status: 201,
    async observe() {
      const { ask, session } = await overScript(sphere(accepting), { allowedOrigins: [foreign] });
      return ask(send, { ...session, ...key("a"), Origin: foreign });
    },
  },
  {
    what: "GET /customer: codes",
    status: 200,
    async observe() {
      const { ask, session } = await overScript(sphere(accepting));
      return ask("GET /customer", session);
    },
  },
  {
    what: `${send}: too soon`,
    status: 429,
    code: "rate_limited",
    async observe() {
      const { ask, session } = await overScript(sphere(accepting));
      await ask(send, { ...session, ...key("a") });
      return ask(send, { ...session, ...key("b") });
    },
  },
  {
    what: `${send}: nothing is asked for any more`,
    status: 409,
    code: "wrong_state",
    async observe() {
      const { ask, session } = await overScript(sphere(accepting, inAnHour(), given));
      return ask(send, { ...session, ...key("a") });
    },
  },
  {
    what: `${check}: accepted`,
    status: 204,
    async observe() {
      const { ask, session } = await overScript(sphere(accepting));
      return ask(check, { ...session, ...key("a") });
    },
  },
  {
    what: `${check}: refused`,
    status: 422,
    code: "code_refused",
    async observe() {
      const { ask, session } = await overScript(sphere(refusing));
      return ask(check, { ...session, ...key("a") });
    },
  },
  {
    what: `${check}: expired`,
    status: 410,
    code: "code_expired",
    async observe() {
      let nowMs = Date.now();
      const expiresAt = new Date(nowMs + 100_000).toISOString();
      const { ask, session } = await overScript(sphere(refusing, expiresAt), {}, () => nowMs);
      await ask(send, { ...session, ...key("a") });
      nowMs += 101_000;
      return ask(check, { ...session, ...key("a") });
    },
  },
  {
    what: `${check}: the first click is still in progress`,
    status: 409,
    code: "in_flight",
    async observe() {
      let arrived = () => {};
      const isThere = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      let answer: (response: Response) => void = () => {};
      const script: Script = ({ method }) => {
        if (method === "GET") return Response.json(asked());
        arrived();
        return new Promise((resolve) => {
          answer = resolve;
        });
      };
      const { ask, session } = await overScript(script);
      const first = ask(check, { ...session, ...key("a") });
      await isThere;
      const second = await ask(check, { ...session, ...key("a") });
      answer(accepting());
      await first;
      return second;
    },
  },
];
