import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSimulatorSettings } from "../../../src/cli/simulator/settings.js";

const read = (line: string, env: Record<string, string> = {}) =>
  readSimulatorSettings(line.split(" ").filter(Boolean), env);

describe("the options of the simulator command", () => {
  it("may all be left out", () => {
    assert.deepEqual(read(""), { host: "127.0.0.1", port: 4180, isClockStopped: false });
  });

  it("are all read", () => {
    const line =
      "--port 0 --provider-port 4181 --release 2026-07 --scenario ready --seed 7 --clock stopped " +
      "--host localhost --webhook http://localhost:3000/hooks --webhook-secret s";
    assert.deepEqual(read(line), {
      host: "localhost",
      port: 0,
      providerPort: 4181,
      release: "2026-07",
      scenario: "ready",
      seed: 7,
      isClockStopped: true,
      webhook: { url: "http://localhost:3000/hooks", secret: "s" },
    });
  });

  for (const line of [
    "--port 65536",
    "--port x",
    "--port -1",
    "--provider-port 1.5",
    "--release 2024-01",
    "--seed x",
    "--seed -1",
    "--seed 4294967296",
    "--scenario nowhere",
    "--clock slow",
    "--host 0.0.0.0",
    "--host 192.168.0.7",
    "--host ::",
    "--host 127.0.0.1.example.com",
    "--webhook https://example.com/hooks",
    "--webhook file:///etc/passwd",
    "--webhook nowhere",
    "--webhook-secret s",
    "--colour red",
    "stray",
  ]) {
    it(`"${line}" is refused by name`, () => {
      const [option = ""] = line.split(" ");
      assert.throws(
        () => read(line),
        (error) => {
          assert.ok(error instanceof Error && error.message.includes(option), String(error));
          return true;
        },
      );
    });
  }

  it("list the scenarios when they name an unknown one", () => {
    assert.throws(
      () => read("--scenario nowhere"),
      /There are: fresh-individual, .*webhook-storm\./,
    );
  });

  it("do not matter in production: the simulator never starts there", () => {
    assert.throws(() => read("", { NODE_ENV: "production" }), /NODE_ENV=production/);
    assert.equal(read("", { NODE_ENV: "test" }).port, 4180);
  });
});
