/** Certificates or a key: PEM, as text or bytes. */
type Pem = string | Uint8Array | readonly (string | Uint8Array)[];

/** What `node:tls` takes for a connection; the usual ones are named here, every other is passed on. */
export interface RedisTlsOptions {
  /** The authorities that are trusted, in place of the public ones. */
  readonly ca?: Pem;
  /** The certificate of this host, where Redis asks for one. */
  readonly cert?: Pem;
  /** The private key of `cert`. */
  readonly key?: Pem;
  readonly passphrase?: string;
  /** The name in Redis's certificate, where it is not the host of the address. */
  readonly servername?: string;
  /** `false` takes any certificate: for a test alone. */
  readonly rejectUnauthorized?: boolean;
  readonly [option: string]: unknown;
}

/** One server, and how to sign in to it. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** Absent without TLS. */
  readonly tls?: RedisTlsOptions | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: number | undefined;
}

/** Which server is connected to next. */
export interface RedisAddresses {
  current(): RedisAddress;
  /** Why a connection ended: the next one goes where a cluster says, or to the next address given. */
  leave(address: RedisAddress, error: Error): void;
}

/** Reads a `redis:` or `rediss:` address. */
export function redisAddressOf(url: string, tls: RedisTlsOptions = {}): RedisAddress {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const database = pathname.replace("/", "");
  return {
    host: hostname.replace(/^\[|\]$/g, "") || "localhost",
    port: Number(port || 6379),
    ...(protocol === "rediss:" && { tls }),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(database && { database: Number(database) }),
  };
}

const moved = /^MOVED \d+ (.*):(\d{1,5})$/;

/** Goes through the addresses that were given, and follows a cluster to the node that has the keys. */
export function createRedisAddresses(given: readonly RedisAddress[]): RedisAddresses {
  let next = 0;
  let followed: RedisAddress | undefined;
  const current = () => {
    const address = followed ?? given[next % given.length];
    if (!address) throw new TypeError("createRedisAddresses: at least one address is needed.");
    return address;
  };

  return {
    current,
    leave(address, error) {
      // Two connections leave the same server: the second changes nothing.
      if (address !== current()) return;
      const [, host, port] = moved.exec(error.message) ?? [];
      if (port) {
        // Without a host it is the same one.
        followed = { ...address, host: host || address.host, port: Number(port) };
        return;
      }
      // The node may be gone for good: those that were given know the others.
      if (!followed) next += 1;
      followed = undefined;
    },
  };
}

/** Whether a connection ended because a cluster named another node. */
export const isMoved = (error: Error): boolean => moved.test(error.message);
