import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { redisAddressOf } from "../../../src/host/redis/redis-addresses.js";
import { checkRedis, connectionError } from "../../../src/host/redis/redis-check.js";
import type { RedisClient } from "../../../src/host/redis/redis-client.js";

/** A Redis that introduces itself like this, or that ends the command in an error. */
function aRedis(introduction: object | string): RedisClient {
  const facts = Object.entries(Object(introduction)).flat();
  return {
    on: () => undefined,
    connect: async () => undefined,
    subscribe: async () => undefined,
    async sendCommand([name]) {
      if (name !== "HELLO") return 1;
      if (typeof introduction === "string") throw new Error(introduction);
      return facts;
    },
    destroy() {},
  };
}

const keyOf = (...parts: readonly string[]) => parts.join(":");
const check = (introduction: object | string) => checkRedis(aRedis(introduction), keyOf, "signals");

describe("a Redis is checked at the start", () => {
  for (const introduction of [
    { server: "redis", version: "6.2.0", mode: "standalone", role: "master" },
    { server: "redis", version: "8.2.1", mode: "cluster", role: "replica" },
    { server: "valkey", version: "8.0.1", mode: "standalone", role: "master" },
    { server: "another", version: "next" },
  ]) {
    it(`${JSON.stringify(introduction)} will do`, async () => {
      await check(introduction);
    });
  }

  for (const [introduction, expected] of [
    [{ version: "6.0.20", mode: "standalone", role: "master" }, /it is version 6\.0\.20; 6\.2 is/],
    [{ version: "5.0.14" }, /it is version 5\.0\.14; 6\.2 is the oldest/],
    ["ERR unknown command `HELLO`, with args beginning with: ", /it is older; 6\.2 is the oldest/],
    ["ERR wrong number of arguments for 'hello' command", /it is older; 6\.2 is the oldest/],
    [{ version: "7.0.0", mode: "sentinel" }, /it is a Sentinel; give the address of the primary/],
    [
      { version: "7.0.0", mode: "standalone", role: "replica" },
      /it is a replica; give the address/,
    ],
  ] as const) {
    it(`${JSON.stringify(introduction)} is refused, and why`, async () => {
      await assert.rejects(check(introduction), { message: expected });
    });
  }
});

describe("the sentence about a connection", () => {
  const plain = redisAddressOf("redis://ana:canary@redis.internal:6400/2");
  const secure = redisAddressOf("rediss://ana:canary@redis.internal:6400");
  const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

  for (const [error, address, expected] of [
    [coded("ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:6400"), plain, /nothing listens there/],
    [coded("ENOTFOUND", "getaddrinfo ENOTFOUND redis.internal"), plain, /no such host/],
    [new Error("Connection timeout"), plain, /: it does not respond \(/],
    [new Error("Connection timeout"), secure, /if it does not speak TLS, begin .* "redis:/],
    [new Error("Socket closed unexpectedly"), plain, /if it speaks TLS, begin .* "rediss:/],
    [coded("ECONNRESET", "write ECONNRESET"), secure, /give tls\.cert and tls\.key/],
    [coded("EPROTO", "SSL routines:wrong version number"), secure, /does not speak TLS/],
    [coded("CERT_HAS_EXPIRED", "certificate has expired"), secure, /has expired/],
    [new Error("NOAUTH Authentication required."), plain, /asks for a password/],
    [new Error("WRONGPASS invalid username-password pair"), plain, /does not know this user/],
    [new Error("NOPERM this user has no permissions to run 'eval'"), plain, /may not run every/],
    [new Error("ERR unknown command 'EVAL', with args"), plain, /lacks a command/],
    [new Error("ERR SELECT is not allowed in cluster mode"), plain, /leave the number out/],
    [new Error("CLUSTERDOWN Hash slot not served"), plain, /its cluster is down/],
    [new Error("READONLY You can't write against a read only replica."), plain, /is a replica/],
    [new Error("LOADING Redis is loading"), plain, /cannot be used: LOADING Redis is loading\./],
  ] as const) {
    it(`of ${error.message} says what to do, once, and holds no password`, () => {
      const { message } = connectionError(error, address);

      assert.match(message, expected);
      assert.match(message, /^Redis at redis\.internal:6400 cannot be used: [^\n]{10,400}\.$/);
      assert.ok(!message.includes("canary"));
    });
  }
});
