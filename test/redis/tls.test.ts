import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { freePort } from "../runner/free-port.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { isDown, isUp, releases, watched } from "./releases.js";

/** An authority of our own, and a certificate of it for `redis.internal`. */
function certificates(folder: string): void {
  const openssl = (...args: readonly string[]) =>
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Ours");
  const name = ["-subj", "/CN=redis.internal", "-addext", "subjectAltName=DNS:redis.internal"];
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "own.key", "-out", "own.pem"];
  openssl("req", "-x509", ...key, ...signed, ...name);
}

describe("a Redis with TLS and a private certificate", () => {
  const folder = mkdtempSync(join(tmpdir(), "redis-tls-"));
  const read = (name: string) => readFileSync(join(folder, name));
  let redis: RedisServer;
  let strict: RedisServer;
  let url = "";
  let strictUrl = "";
  before(async () => {
    certificates(folder);
    const settings = {
      "tls-cert-file": join(folder, "own.pem"),
      "tls-key-file": join(folder, "own.key"),
      "tls-ca-cert-file": join(folder, "ca.pem"),
    };
    const ports = [String(await freePort()), String(await freePort())] as const;
    redis = await startRedis({ ...settings, "tls-port": ports[0], "tls-auth-clients": "no" });
    strict = await startRedis({ ...settings, "tls-port": ports[1] });
    url = `rediss://127.0.0.1:${ports[0]}`;
    strictUrl = `rediss://127.0.0.1:${ports[1]}`;
  });
  after(async () => {
    await Promise.all([redis.stop(), strict.stop()]);
    rmSync(folder, { recursive: true });
  });

  for (const installed of releases) {
    const server = () => ({ ca: read("ca.pem"), servername: "redis.internal" });
    const client = () => ({ cert: read("own.pem"), key: read("own.key") });
    const reportOf = async (options: Parameters<typeof watched>[1], fits: typeof isUp) => {
      const { store, until } = watched(installed, options);
      const report = await until(fits);
      store.close();
      return report;
    };

    it(`is reached with its authority and its name (redis ${installed.version})`, async () => {
      assert.equal(await reportOf({ url, tls: server() }, isUp), true);
    });

    it(`is reached where it asks for a certificate (redis ${installed.version})`, async () => {
      const tls = { ...server(), ...client() };

      assert.equal(await reportOf({ url: strictUrl, tls }, isUp), true);
    });

    it(`is not reached otherwise, and the host reads why (redis ${installed.version})`, async () => {
      const { servername, ca } = server();
      const reasons = [
        await reportOf({ url }, isDown),
        await reportOf({ url, tls: { servername } }, isDown),
        await reportOf({ url, tls: { ca, servername: "other.internal" } }, isDown),
        await reportOf({ url: strictUrl, tls: server() }, isDown),
        await reportOf({ url: url.replace("rediss:", "redis:") }, isDown),
      ];

      for (const [index, expected] of [
        /not trusted; give its authority as tls\.ca/,
        /not trusted; give its authority as tls\.ca/,
        /for another name; give that one as tls\.servername/,
        /it asks for a certificate.* give tls\.cert and tls\.key/,
        /if it speaks TLS, begin the address with "rediss:/,
      ].entries()) {
        assert.match(String(reasons[index]), expected);
      }
    });
  }
});
