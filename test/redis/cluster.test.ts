import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { aWhile } from "../host/clicks.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { isUp, releases, type WatchedStore, watched } from "./releases.js";
import { nextChange } from "./two-stores.js";

const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const aLink = { url: "https://in.sumsub.com/websdk/p/1", expiresAt: inAWeek };
const requirement = "identity_verification";
const portOf = ({ url }: RedisServer) => Number(new URL(url).port);

describe("a cluster of three", () => {
  const folder = mkdtempSync(join(tmpdir(), "redis-cluster-"));
  let nodes: readonly RedisServer[] = [];

  before(async () => {
    nodes = await Promise.all(
      ["a", "b", "c"].map((name) =>
        startRedis({
          "cluster-enabled": "yes",
          "cluster-config-file": join(folder, name),
          "cluster-node-timeout": "5000",
        }),
      ),
    );
    const [first, ...others] = nodes;
    assert.ok(first);
    for (const [index, node] of nodes.entries()) {
      const from = Math.ceil((index * 16_384) / 3);
      const to = Math.ceil(((index + 1) * 16_384) / 3) - 1;
      await node.ask("CLUSTER", "ADDSLOTSRANGE", String(from), String(to));
      // Each has an epoch of its own, as it would after a while.
      await node.ask("CLUSTER", "SET-CONFIG-EPOCH", String(index + 1));
    }
    for (const node of others)
      await first.ask("CLUSTER", "MEET", "127.0.0.1", String(portOf(node)));
    const isReady = async (node: RedisServer) => {
      const info = await node.ask("CLUSTER", "INFO");
      return info.includes("cluster_state:ok") && info.includes("cluster_known_nodes:3");
    };
    for (const node of nodes) while (!(await isReady(node)));
  });
  after(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true });
  });

  const keysAt = async (node: RedisServer) =>
    (await node.dump()).split("\n").filter((line) => line.includes("{sphere-kyc}")).length;

  for (const installed of releases) {
    it(`makes one link and hears every change, whichever node was given (redis ${installed.version})`, async () => {
      const customer = `customer_of_${installed.version}`;
      const stores: WatchedStore[] = nodes.map(({ url }) => watched(installed, { url }));
      await Promise.all(stores.map(({ until }) => until(isUp)));
      const heard = stores.map(({ store }) => nextChange(store));
      let made = 0;
      const make = async () => {
        made += 1;
        return aLink;
      };

      const links = await Promise.all(
        stores.map(({ store }) => store.shareLink(customer, requirement, make, aWhile)),
      );
      const areNew = [];
      for (const { store } of stores) {
        areNew.push(await store.changed([customer, "customer_b", "customer_c"], customer));
      }

      assert.deepEqual(links, Array(3).fill(aLink));
      assert.equal(made, 1);
      assert.deepEqual(areNew, [true, false, false]);
      for (const change of await Promise.all(heard))
        assert.deepEqual(change, { customerId: customer });
      assert.deepEqual(
        stores.map(({ reports }) => reports),
        Array(3).fill([true]),
      );
      for (const { store } of stores) store.close();
    });
  }

  it("keeps everything of one prefix at one node", async () => {
    const counts = await Promise.all(nodes.map(keysAt));

    assert.equal(counts.filter((count) => count > 0).length, 1);
  });

  it("is found again through another node when the first one given is gone", async () => {
    const [installed] = releases;
    const [first, ...others] = nodes;
    assert.ok(installed && first);
    const urls = ["redis://127.0.0.1:1", ...others.map(({ url }) => url)];
    const { store, until } = watched(installed, { url: urls });
    await until(isUp);

    assert.deepEqual(
      await store.shareLink("customer_found", requirement, async () => aLink, aWhile),
      aLink,
    );
    store.close();
  });

  it("control: keys without a tag lie at several nodes, and a script may not use them together", async () => {
    const [node] = nodes;
    assert.ok(node);

    const refusal = await node.ask("EVAL", "return 1", "2", "sphere-kyc:a", "sphere-kyc:b");

    assert.match(refusal, /CROSSSLOT/);
  });
});
