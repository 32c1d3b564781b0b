import { install, mayInstall } from "./apt.js";
import { onPath } from "./on-path.js";
import { aFailure, type PartResult } from "./results.js";

const debianPackage = "redis-server";

/** The Redis server of this machine. */
export const findRedisServer = (): string | undefined => onPath("redis-server");

/**
 * Makes a Redis server available where it can (root on a machine with apt-get), says plainly that it
 * is missing where it cannot, and returns a failure when `REQUIRE_REDIS` is set.
 */
export function provideRedis(): readonly PartResult[] {
  if (!findRedisServer() && mayInstall()) install([debianPackage]);
  if (findRedisServer()) return [];
  console.log(
    "redis-server was not found; the part redis is left out. " +
      `On Debian: apt-get install ${debianPackage}`,
  );
  const isRequired = Boolean(process.env["REQUIRE_REDIS"]);
  return isRequired ? [aFailure("redis", "redis-server is required and missing")] : [];
}
