import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { readSource } from "../package/source-files.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { isDown, isUp, releases, watched } from "./releases.js";

describe("a Redis that does not allow what the store needs", () => {
  let redis: RedisServer;
  before(async () => {
    redis = await startRedis();
    const user = ["on", ">pw", "~*", "&*", "+@all"];
    await redis.ask("ACL", "SETUSER", "scriptless", ...user, "-eval");
    await redis.ask("ACL", "SETUSER", "listless", ...user, "-lpop");
    await redis.ask("ACL", "SETUSER", "elsewhere", "on", ">pw", "~other:*", "&*", "+@all");
    await redis.ask("ACL", "SETUSER", "deaf", ...user, "-subscribe");
    // The rights as the README lists them, from the keys to the last command.
    const [, listed = ""] = /no more than `([^`]+)`/.exec(readSource("README.md").text) ?? [];
    const fewest = listed.split(/\s+/);
    await redis.ask("ACL", "SETUSER", "fewest", "on", ">pw", "resetchannels", ...fewest);
  });
  after(() => redis.stop());

  for (const installed of releases) {
    const as = (user: string) => ({ url: redis.url.replace("//", `//${user}@`) });

    for (const user of ["scriptless:pw", "listless:pw", "elsewhere:pw", "deaf:pw"]) {
      it(`says once that the user ${user} lacks a right (redis ${installed.version})`, async () => {
        const { store, reports, until } = watched(installed, as(user));
        await until(isDown);
        const before = await attempts();
        while ((await attempts()) < before + 4);
        store.close();

        assert.equal(reports.length, 1);
        assert.match(
          String(reports[0]),
          /^Redis at 127\.0\.0\.1:\d+ cannot be used: its user may not run every command that the store needs \(/,
        );
      });
    }

    it(`says once that the password is wrong, without it (redis ${installed.version})`, async () => {
      const { store, reports, until } = watched(installed, as("deaf:canary"));
      await until(isDown);
      store.close();

      assert.match(String(reports[0]), /does not know this user and password/);
      assert.doesNotMatch(String(reports[0]), /canary/);
    });

    it(`works with the fewest rights that the README lists (redis ${installed.version})`, async () => {
      const { store, reports, until } = watched(installed, as("fewest:pw"));
      await until(isUp);
      await store.changed(["customer_few"], `event-of-${installed.version}`);
      await store.noteSubmission("customer_few", { startedAt: "2026-11-21T19:42:00.000Z" });
      store.close();

      assert.deepEqual(reports, [true]);
    });
  }

  /** How often anybody has signed in. */
  async function attempts(): Promise<number> {
    const said = await redis.ask("INFO", "commandstats");
    const calls = [...said.matchAll(/cmdstat_(?:auth|hello):calls=(\d+)/g)];
    return calls.reduce((sum, [, count]) => sum + Number(count), 0);
  }
});

for (const installed of releases) {
  it(`a replica is named as one, and the store works once it is a primary (redis ${installed.version})`, async () => {
    const [primary, replica] = await Promise.all([startRedis(), startRedis()]);
    await replica.ask("REPLICAOF", "127.0.0.1", new URL(primary.url).port);
    const { store, reports, until } = watched(installed, { url: replica.url });
    await until(isDown);

    await replica.ask("REPLICAOF", "NO", "ONE");
    await until(isUp);
    store.close();

    assert.match(String(reports[0]), /it is a replica; give the address of the primary/);
    await Promise.all([primary.stop(), replica.stop()]);
  });
}
