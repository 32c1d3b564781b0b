/**
 * The check that no event stream is notified of another customer's change. Every customer opens one,
 * with somebody else's id wherever a request can hold one. Every webhook names its customer where
 * SpherePay does, and other customers wherever else a webhook can hold an id.
 */
import type { FetchHandler, Release, Store } from "../../src/host/index.js";
import { readStream } from "../host/stream-reader.js";
import { anEvent, signatureOf } from "../host/webhooks.js";
import { aWorld, idOf } from "./isolation-world.js";

/** The size of a run. */
export interface StreamsRun {
  readonly customers: number;
  readonly webhooks: number;
  readonly release: Release;
  /** Replaces the store, to try a broken one. */
  readonly store?: (now: () => number) => Store;
  /** Puts something around the handler, to try a broken one. */
  readonly around?: (handler: FetchHandler) => FetchHandler;
}

/** What the run found. */
export interface StreamsOutcome {
  readonly webhooks: number;
  /** Notifications without a webhook for that customer. */
  readonly foreign: number;
  /** Webhooks that did not reach their customer's stream. */
  readonly missed: number;
  /** Refused requests with somebody else's id in the path, or in a body. */
  readonly refused: number;
}

const origin = "https://app.example";
const atOnce = 8;
const mostTurns = 200;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function runStreamIsolation(run: StreamsRun): Promise<StreamsOutcome> {
  const { customers, webhooks, release, store, around } = run;
  const { handler: bare } = aWorld(release, store);
  const handler = around ? around(bare) : bare;
  /** The customers whose stream must be notified of a webhook that is under way. */
  const awaited = new Set<number>();
  const leaving: (() => Promise<void>)[] = [];
  let refused = 0;
  let missed = 0;
  let foreign = 0;

  const otherOf = (index: number) => (index + 1) % customers;

  async function tokenOf(index: number): Promise<string> {
    const headers = { "X-Login": idOf(index) };
    const asked = new Request(`${origin}/kyc/session`, { method: "POST", headers });
    return String(Object(await (await handler(asked)).json()).token);
  }

  const tokens: string[] = [];
  for (let index = 0; index < customers; index += 1) tokens.push(await tokenOf(index));

  function requestOf(index: number, path: string, method = "GET"): Request {
    const other = idOf(otherOf(index));
    const query = `customerId=${other}&id=${other}&sub=${other}&token=${tokens[otherOf(index)]}`;
    return new Request(`${origin}/kyc/events${path}?${query}`, {
      method,
      headers: {
        Authorization: `Bearer ${tokens[index]}`,
        Cookie: `customerId=${other}; token=${tokens[otherOf(index)]}`,
        "Last-Event-ID": other,
        "X-Login": other,
        "X-Customer-Id": other,
      },
      ...(method === "POST" && { body: JSON.stringify({ id: other, customerId: other }) }),
    });
  }

  async function listen(index: number): Promise<void> {
    for (const [path, method] of [
      [`/${idOf(otherOf(index))}`, "GET"],
      ["", "POST"],
    ] as const) {
      const { status, body } = await handler(requestOf(index, path, method));
      await body?.cancel();
      if (status === 404 || status === 405) refused += 1;
    }
    const stream = readStream((await handler(requestOf(index, ""))).body);
    leaving.push(() => stream.leave());
    void (async () => {
      for (let said = await stream.nextEvent(); said !== "end"; said = await stream.nextEvent()) {
        if (!awaited.delete(index)) foreign += 1;
      }
    })();
  }

  async function notify(index: number, sent: number): Promise<void> {
    const [id, other] = [idOf(index), idOf(otherOf(index))];
    const event = { ...anEvent(String(sent), id), correlationId: other, note: `not ${other}` };
    const body = JSON.stringify({ ...event, data: { ...event.data, reference: other } });
    const headers = {
      signature: signatureOf(body),
      Authorization: `Bearer ${tokens[otherOf(index)]}`,
      "X-Login": other,
      "X-Customer-Id": other,
    };
    const address = `${origin}/kyc/webhook?customerId=${other}&id=${other}`;
    awaited.add(index);
    await handler(new Request(address, { method: "POST", headers, body }));
    for (let turns = 0; turns < mostTurns && awaited.has(index); turns += 1) await turn();
    if (awaited.delete(index)) missed += 1;
  }

  for (let index = 0; index < customers; index += 1) await listen(index);
  for (let sent = 0; sent < webhooks; sent += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, webhooks - sent) }, (_, at) => sent + at);
    // Seven is coprime to the number of customers, so every customer is reached.
    await Promise.all(some.map((each) => notify((each * 7) % customers, each)));
  }
  for (let turns = 0; turns < mostTurns; turns += 1) await turn();
  await Promise.all(leaving.map((leave) => leave()));
  return { webhooks, foreign, missed, refused };
}
