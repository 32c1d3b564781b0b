import assert from "node:assert/strict";
import { it } from "node:test";
import { createRedisStore } from "../../src/host/redis.js";
import { secret } from "./two-stores.js";

const good = { url: "redis://127.0.0.1:1", secret };
for (const [option, value] of [
  ["url", undefined],
  ["url", "http://127.0.0.1"],
  ["url", "redis://127.0.0.1/canary"],
  ["url", []],
  ["url", ["redis://127.0.0.1", "canary"]],
  ["tls", true],
  ["tls", { ca: "canary" }],
  ["secret", [secret]],
  ["secret", [secret, "canary"]],
  ["secret", undefined],
  ["secret", "canary"],
  ["prefix", ""],
  ["prefix", "a:b"],
  ["processes", 0],
  ["processes", 1.5],
  ["onConnection", true],
] as const) {
  it(`the option ${option} = ${JSON.stringify(value)} is refused by name, without its value`, () => {
    assert.throws(
      () => createRedisStore({ ...good, [option]: value }),
      (error: unknown) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, new RegExp(`option "${option}" must be`));
        return !error.message.includes("canary");
      },
    );
  });
}
