import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { doctor, doctorUsage } from "../../../src/cli/doctor/doctor.js";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { readSource } from "../../package/source-files.js";
import { ailments } from "./failing-backends.js";
import { aPatient, cookie, endpoint, page, type Spoil } from "./test-backend.js";

/** Runs the command on a patient. */
async function run(args: readonly string[], spoil?: Spoil) {
  const patient = aPatient(spoil);
  let written = "";
  let complaint = "";
  const code = await doctor(args, {
    write: (text) => {
      written += text;
    },
    complain: (text) => {
      complaint += text;
    },
    fetch: patient.fetch,
    now: patient.simulator.clock.now,
  });
  return { code, written, complaint, patient };
}

const login = ["--header", `Cookie: ${cookie}`];
const redirecting = ailments.find(({ what }) => what === "a login redirect")?.spoil;

describe("the doctor command", () => {
  it("answers 0 and a line for each check when nothing is to be mended", async () => {
    const { code, written } = await run([endpoint, ...login, "--page", page, "--submit"]);
    assert.equal(code, 0);
    assert.match(written, /^sphere-kyc-onboarding doctor: https:\/\/app\.example\/kyc\n/);
    assert.match(written, / ok {3}POST \/session answers 201/);
    assert.match(written, /\d+ fine, 0 to mend, 0 to consider, 0 not examined\.\n$/);
  });

  it("answers 1, what was found and how to mend it", async () => {
    const { code, written } = await run([endpoint, ...login], redirecting);
    assert.equal(code, 1);
    assert.match(written, / FAIL {2}No answer is a redirect {2}\[redirects\]/);
    assert.match(written, /found: POST \/session without a login: 302, none/);
    assert.match(written, /mend: +Take \/session out of the middleware/);
  });

  it("says what it left out, and how to have it examined", async () => {
    const { written, patient } = await run([endpoint, ...login]);
    assert.match(written, /not examined: it would submit the customer for real: give --submit/);
    assert.ok(patient.simulator.calls.every(({ method }) => method === "GET"));
  });

  it("says once why it left out many checks, and which", async () => {
    const { written } = await run([endpoint]);
    const reasons = [...written.matchAll(/^ {2}-- {4}not examined: there is no session/gm)];
    assert.equal(reasons.length, 1);
    assert.match(written, /session-status, session-body, session-expiry/);
    const text = written.replaceAll(/\s+/g, " ");
    const left = JSON.parse((await run([endpoint, "--json"])).written).findings.filter(
      ({ outcome }: { outcome: string }) => outcome === "skipped",
    );
    assert.ok(left.length > 10);
    for (const { id, why } of left) assert.ok(text.includes(id) && text.includes(why), id);
  });

  it("tells a login page from a session for anybody, and a wrong endpoint from both", async () => {
    const html = { headers: { "Content-Type": "text/html" } };
    const loginPage = await run([endpoint], () => new Response("<form>", html));
    assert.match(loginPage.written, /A page answers here: a login page/);
    const openDoor = await run([endpoint], () => Response.json({ token: "t".repeat(16) }));
    assert.match(openDoor.written, /It gives a session to anybody/);
    const nowhere = await run([endpoint], () => new Response("", { ...html, status: 404 }));
    assert.match(nowhere.written, /Is the URL the element's `endpoint`\? The route is POST/);
  });

  it("shows how it is used", async () => {
    for (const flag of ["-h", "--help"]) {
      assert.deepEqual((await run([flag])).written, doctorUsage);
    }
  });

  it("answers JSON for a build", async () => {
    const { code, written } = await run([`${endpoint}/`, ...login, "--json"], redirecting);
    const { url, state, findings } = JSON.parse(written);
    assert.deepEqual([code, url, state], [1, endpoint, "ailing"]);
    const finding = findings.find(({ id }: { id: string }) => id === "redirects");
    assert.equal(finding.outcome, "failed");
    assert.deepEqual(Object.keys(finding), ["id", "title", "outcome", "found", "mend"]);
  });

  it("answers 2 when nobody answers", async () => {
    const { code, written } = await run([endpoint], () => {
      throw new TypeError("fetch failed");
    });
    assert.equal(code, 2);
    assert.match(written, /no answer\n +mend: +Is the backend running/);
  });

  it("answers 2 for a wrong command line, and repeats no header", async () => {
    for (const args of [
      [],
      [endpoint, endpoint],
      ["app.example"],
      [endpoint, "--nonsense"],
      [endpoint, "--header", "canary-without-a-name"],
      [endpoint, "--header", "Cookie: canary=\u20ac"],
      [endpoint, "--header", ""],
      [endpoint, "--token", ""],
      [endpoint, "--token", "Bearer canary-token-with-a-space"],
      [endpoint, "--page", ""],
      [endpoint, "--origin", ""],
      [endpoint, "--link-host", ""],
      [endpoint, "--link-host", "https://in.sumsub.com"],
    ]) {
      const { code, written, complaint } = await run(args);
      assert.deepEqual([code, written], [2, ""]);
      assert.ok(complaint.endsWith(doctorUsage));
      assert.ok(!complaint.includes("canary"));
    }
  });

  it("keeps to the width of a terminal", async () => {
    const { written } = await run([endpoint], redirecting);
    const long = written.split("\n").filter((line) => line.length > 120);
    assert.deepEqual(long, []);
  });
});

describe("docs/doctor.md", () => {
  const { text } = readSource("docs/doctor.md");

  it("names every option of the command, and every check by its id", async () => {
    const options = [...doctorUsage.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    const { written } = await run([endpoint, "--json"]);
    const ids = JSON.parse(written).findings.map(({ id }: { id: string }) => `\`${id}\``);
    assert.ok(options.length > 5 && ids.length > 15);
    assert.deepEqual(
      [...options, ...ids].filter((name) => !text.includes(name)),
      [],
    );
    const listed = [...text.matchAll(/^\| `([a-z][a-z-]+)` \| (.+) \|$/gm)].map(
      ([, ...row]) => row,
    );
    assert.deepEqual(
      listed,
      checks.map(({ id, title }) => [id, title]),
    );
  });
});
