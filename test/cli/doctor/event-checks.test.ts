import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { at, instead } from "./broken-responses.js";
import { aStream, streaming } from "./failing-streams.js";
import { aTestBackend, endpoint, idsOf } from "./test-backend.js";

const eventIds = ["events-offered", "events-token", "events-begin", "events-empty"];

describe("doctor, on a backend with a stream", () => {
  for (const beginning of [
    ": hello\n\n",
    "event: nudge\n\n",
    "event: nudge\ndata:\n\n",
    ":\r\n\r\nevent: nudge\r\ndata: \r\n\r\n",
    ": a comment that never ends, and still begins",
  ]) {
    it(`passes ${JSON.stringify(beginning)}`, async () => {
      const deadline = (ms: number) => {
        // Only a stream without a blank line is read until the time is up.
        const waits = ms === 20_000 && !/\n\s*\n/.test(beginning);
        return waits ? soon() : AbortSignal.timeout(ms);
      };
      const report = await aTestBackend(streaming(() => aStream(beginning))).runDoctor({
        deadline,
      });
      assert.deepEqual(
        idsOf(report, "passed"),
        checks.map(({ id }) => id),
      );
    });
  }

  it("opens the stream twice, once with an unknown token, and closes it", async () => {
    let closed = 0;
    const open = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new TextEncoder().encode(": on\n\n")),
          cancel: () => {
            closed += 1;
          },
        }),
        {
          headers: {
            "Content-Type": "text/event-stream",
            "Cache-Control": "no-store, no-transform",
          },
        },
      );
    const backend = aTestBackend(streaming(open));
    await backend.runDoctor();
    const streams = backend.requests.filter(({ url }) => url === `${endpoint}/events`);
    assert.deepEqual([streams.length, closed], [2, 1]);
  });

  it("skips most checks without a session", async () => {
    const report = await aTestBackend(streaming(() => aStream(": hello\n\n"))).runDoctor({
      headers: {},
    });
    assert.ok(idsOf(report, "passed").includes("events-token"));
    for (const id of ["events-offered", "events-begin", "events-empty"]) {
      assert.ok(idsOf(report, "skipped").includes(id), id);
    }
  });
});

describe("doctor, on a backend without a stream", () => {
  for (const status of [404, 405, 501]) {
    it(`accepts ${status} as "no stream", with a login and without one`, async () => {
      const none = instead(at("GET", "/kyc/events"), () => new Response("no", { status }));
      for (const headers of [undefined, {}]) {
        const report = await aTestBackend(none).runDoctor({ ...(headers && { headers }) });
        for (const id of eventIds) assert.ok(idsOf(report, "passed").includes(id), id);
      }
    });
  }
});

/** A deadline that passes after everything that has arrived was read. */
function soon(): AbortSignal {
  const deadline = new AbortController();
  setTimeout(() => deadline.abort(), 300);
  return deadline.signal;
}
