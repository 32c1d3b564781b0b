import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { doctor, doctorUsage } from "../../../src/cli/doctor/doctor.js";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { readSource } from "../../package/source-files.js";
import { failingBackends } from "./failing-backends.js";
import {
  aTestBackend,
  type Change,
  cookie,
  endpoint,
  page,
  webhookSecret,
} from "./test-backend.js";

/** Runs the command against a test backend. */
async function run(args: readonly string[], change?: Change) {
  const backend = aTestBackend(change);
  let written = "";
  let errorText = "";
  const code = await doctor(args, {
    write: (text) => {
      written += text;
    },
    writeError: (text) => {
      errorText += text;
    },
    fetch: backend.fetch,
    now: backend.simulator.clock.now,
  });
  return { code, written, errorText, backend };
}

const login = ["--header", `Cookie: ${cookie}`];
const everything = ["--page", page, "--steps", "--submit", "--webhook-secret", webhookSecret];
const redirecting = failingBackends.find(({ what }) => what === "a login redirect")?.change;

describe("the doctor command", () => {
  it("returns 0 and prints a line for each check when there is nothing to fix", async () => {
    const { code, written } = await run([endpoint, ...login, ...everything]);
    assert.equal(code, 0);
    assert.match(written, /^sphere-kyc-onboarding doctor: https:\/\/app\.example\/kyc\n/);
    assert.match(written, / ok {3}POST \/session returns 201/);
    assert.match(
      written,
      /\d+ passed, 0 to fix, 0 to consider, 0 not checked\.\nEverything was checked\.\n$/,
    );
  });

  it("returns 3, and says that it is no pass, when not everything could be checked", async () => {
    const { code, written } = await run([endpoint, ...login]);
    assert.equal(code, 3);
    assert.match(written, / 0 to fix, 0 to consider, [1-9]\d* not checked\.\n.*This is no pass/);
    const json = JSON.parse((await run([endpoint, ...login, "--json"])).written);
    assert.equal(json.state, "incomplete");
  });

  it("returns 3 when a part of everything is missing (control: 0 with all of it)", async () => {
    for (const left of ["--page", "--steps", "--submit", "--webhook-secret"]) {
      const at = everything.indexOf(left);
      const count = left === "--submit" || left === "--steps" ? 1 : 2;
      const args = [...everything.slice(0, at), ...everything.slice(at + count)];
      assert.equal((await run([endpoint, ...login, ...args])).code, 3, left);
    }
  });

  it("returns 1 when something is to fix, whatever could not be checked", async () => {
    const { code, written } = await run([endpoint], redirecting);
    assert.equal(code, 1);
    assert.doesNotMatch(written, /This is no pass/);
  });

  it("returns 1, and prints what was found and how to fix it", async () => {
    const { code, written } = await run([endpoint, ...login], redirecting);
    assert.equal(code, 1);
    assert.match(written, / FAIL {2}No response is a redirect {2}\[redirects\]/);
    assert.match(written, /found: POST \/session without a login: 302, none/);
    assert.match(written, /fix: +Respond at the requested address/);
  });

  it("lists the skipped checks, and what they need", async () => {
    const { written, backend } = await run([endpoint, ...login]);
    assert.match(written, /not checked: it would submit the customer for real: give --submit/);
    assert.ok(backend.simulator.calls.every(({ method }) => method === "GET"));
  });

  it("prints the reason of many skipped checks once", async () => {
    const { written } = await run([endpoint]);
    const reasons = [...written.matchAll(/^ {2}-- {4}not checked: there is no session/gm)];
    assert.equal(reasons.length, 1);
    assert.match(written, /session-status, session-body, session-expiry/);
    const text = written.replaceAll(/\s+/g, " ");
    const left = JSON.parse((await run([endpoint, "--json"])).written).findings.filter(
      ({ outcome }: { outcome: string }) => outcome === "skipped",
    );
    assert.ok(left.length > 10);
    for (const { id, why } of left) assert.ok(text.includes(id) && text.includes(why), id);
  });

  it("distinguishes a login page, a session for anybody and a wrong endpoint", async () => {
    const html = { headers: { "Content-Type": "text/html" } };
    const loginPage = await run([endpoint], () => new Response("<form>", html));
    assert.match(loginPage.written, /This address returns a page: a login page/);
    const unprotected = await run([endpoint], () => Response.json({ token: "t".repeat(16) }));
    assert.match(unprotected.written, /Anybody gets a session/);
    const nowhere = await run([endpoint], () => new Response("", { ...html, status: 404 }));
    assert.match(nowhere.written, /Nothing is mounted here\. Is the URL the element's `endpoint`/);
  });

  it("prints its usage", async () => {
    for (const flag of ["-h", "--help"]) {
      assert.deepEqual((await run([flag])).written, doctorUsage);
    }
  });

  it("prints JSON for a build", async () => {
    const { code, written } = await run([endpoint, ...login, "--json"], redirecting);
    const { url, state, findings } = JSON.parse(written);
    assert.deepEqual([code, url, state], [1, endpoint, "failing"]);
    const finding = findings.find(({ id }: { id: string }) => id === "redirects");
    assert.equal(finding.outcome, "failed");
    assert.deepEqual(Object.keys(finding), ["id", "title", "outcome", "found", "fix"]);
  });

  it("returns 1 when no response comes", async () => {
    const { code, written } = await run([endpoint], () => {
      throw new TypeError("fetch failed");
    });
    assert.equal(code, 1);
    assert.match(written, /no response\n +fix: +Is the backend running/);
  });

  it("returns 2 for a wrong command line, and repeats no header", async () => {
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
      [endpoint, "--webhook-secret", ""],
      [endpoint, "--webhook-secret", " "],
      [endpoint, "--link-host", "https://in.sumsub.com"],
    ]) {
      const { code, written, errorText } = await run(args);
      assert.deepEqual([code, written], [2, ""]);
      assert.ok(errorText.endsWith(doctorUsage));
      assert.ok(!errorText.includes("canary"));
    }
  });

  it("fits the width of a terminal", async () => {
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
