import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { at, instead } from "./broken-responses.js";
import { stream, streaming } from "./failing-streams.js";
import { aPatient, endpoint, idsOf } from "./test-backend.js";

const eventIds = ["events-offered", "events-token", "events-begin", "events-empty"];

describe("doctor, on a backend with a stream", () => {
  for (const beginning of [
    ": hello\n\n",
    "event: nudge\n\n",
    "event: nudge\ndata:\n\n",
    ":\r\n\r\nevent: nudge\r\ndata: \r\n\r\n",
    ": a comment that never ends, and still begins",
  ]) {
    it(`finds ${JSON.stringify(beginning)} in order`, async () => {
      const deadline = (ms: number) => {
        // A stream that goes on is left; for one without a blank line the time is over.
        const waits = ms === 20_000 && !/\n\s*\n/.test(beginning);
        return waits ? soon() : AbortSignal.timeout(ms);
      };
      const report = await aPatient(streaming(() => stream(beginning))).examine({ deadline });
      assert.deepEqual(
        idsOf(report, "passed"),
        checks.map(({ id }) => id),
      );
    });
  }

  it("listens twice, once with a token that nobody gave, and leaves the stream", async () => {
    let left = 0;
    const open = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new TextEncoder().encode(": on\n\n")),
          cancel: () => {
            left += 1;
          },
        }),
        { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" } },
      );
    const patient = aPatient(streaming(open));
    await patient.examine();
    const listening = patient.requests.filter(({ url }) => url === `${endpoint}/events`);
    assert.deepEqual([listening.length, left], [2, 1]);
  });

  it("cannot say without a session whether it is a good one", async () => {
    const report = await aPatient(streaming(() => stream(": hello\n\n"))).examine({ headers: {} });
    assert.ok(idsOf(report, "passed").includes("events-token"));
    for (const id of ["events-offered", "events-begin", "events-empty"]) {
      assert.ok(idsOf(report, "skipped").includes(id), id);
    }
  });
});

describe("doctor, on a backend without a stream", () => {
  for (const status of [404, 405, 501]) {
    it(`takes ${status} for "poll", with a login and without one`, async () => {
      const none = instead(at("GET", "/kyc/events"), () => new Response("no", { status }));
      for (const headers of [undefined, {}]) {
        const report = await aPatient(none).examine({ ...(headers && { headers }) });
        for (const id of eventIds) assert.ok(idsOf(report, "passed").includes(id), id);
      }
    });
  }
});

/** Aborted when everything that has already come was read. */
function soon(): AbortSignal {
  const over = new AbortController();
  setTimeout(() => over.abort(), 300);
  return over.signal;
}
