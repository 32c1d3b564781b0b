/** Hostile links by class, and good links. */
import fc from "fast-check";

const host = "in.sumsub.com";
const evil = "evil.example";

/** Characters that browsers drop, fold or hide. */
const oddCharacters: readonly string[] = [
  ..."\t\n\r\0\u0001\u001f \u007f\u0085\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000\u200b\u200c\u200d",
  ..."\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u3000\ufeff\uff0f\uff20\u2044\u2215\u3002",
  ..."\uff0e\ufe52\\\ud800\u{e0001}",
];

const places = (odd: string): string[] => [
  `${odd}https://${host}/a`,
  `https:${odd}//${host}/a`,
  `https://${odd}${host}/a`,
  `https://in${odd}.sumsub.com/a`,
  `https://${host}${odd}/a`,
  `https://${host}/a${odd}b`,
  `https://${host}/a${odd}`,
  `https://${host}${odd}.${evil}/a`,
  `https://${host}${odd}@${evil}/a`,
];

const schemes = [
  "http",
  "javascript",
  "data",
  "blob:https",
  "file",
  "ftp",
  "ws",
  "wss",
  "vbscript",
  "about",
  "intent",
  "view-source:https",
  "filesystem:https",
  "chrome",
  "jar",
  "mailto",
  "tel",
  "HTTPS ",
  "https ",
  "httpss",
];

const authorities = [
  `${host}.${evil}`,
  `${host}-${evil}`,
  `${host}${evil}`,
  `${evil}.sumsub.com`,
  `x.${host}`,
  `xin.sumsub.com`,
  "sumsub.com.evil.example",
  "notsumsub.com",
  "evil-sumsub.com",
  "evilsumsub.com",
  "api.sumsub.com",
  "www.sumsub.com",
  "sumsub.co",
  "sumsub.com.",
  `${host}.`,
  `${host}..`,
  `.${host}`,
  "sumsub.comm",
  "spherepay.com",
  "spherepay.co.evil.example",
  `${host}:443`,
  `${host}:80`,
  `${host}:8443`,
  `${host}:`,
  `${host}:443@${evil}`,
  `${host}:x@${evil}`,
  `user@${host}`,
  `user:password@${host}`,
  `:@${host}`,
  `@${host}`,
  `${evil}@${host}`,
  `${host}@${evil}`,
  `${host}%40${evil}`,
  `${host}%2f@${evil}`,
  `${host}%2e${evil}`,
  `${host}%00.${evil}`,
  `${host}%23.${evil}`,
  `${host}%3f.${evil}`,
  `${host}%5c.${evil}`,
  `in%2esumsub%2ecom`,
  `%69n.sumsub.com`,
  `in.sumsub.com;.${evil}`,
  `in.sumsub.com,${evil}`,
  "іn.sumsub.com",
  "in.ѕumsub.com",
  "in.sumsսb.com",
  "in.sumsub.cоm",
  "ｉｎ.sumsub.com",
  "in。sumsub。com",
  "in.sumsub。com",
  "ın.sumsub.com",
  "in.ſumsub.com",
  "in.sumsub.ⅽom",
  "xn--n-8sb.sumsub.com",
  "in.sümsub.com",
  "in.sumsub.com\u0301",
  "2130706433",
  "127.0.0.1",
  "0x7f.1",
  "[::1]",
  "localhost",
  "[::ffff:7f00:1]",
  evil,
  "",
  " ",
  "*",
  "in_sumsub.com",
];

const wholes = [
  "",
  " ",
  "https",
  "https:",
  "https:/",
  "https://",
  "https:///",
  `https:/${host}/a`,
  `https:${host}/a`,
  `https:///${host}/a`,
  `https:////${host}/a`,
  `//${host}/a`,
  `/${host}/a`,
  host,
  `${host}/a`,
  `https//${host}`,
  `https;//${host}`,
  `https:\\\\${host}\\a`,
  `https:/\\${host}/a`,
  `https:\\/${host}/a`,
  `javascript://${host}/%0aalert(1)`,
  `javascript:alert(1)//https://${host}/`,
  `javascript:/*https://${host}/*/alert(1)`,
  `data:text/html,<script>location="https://${host}"</script>`,
  `data:text/html;base64,PHNjcmlwdD4=#https://${host}/`,
  `https://${evil}/?next=https://${host}/`,
  `https://${evil}#https://${host}/`,
  `https://${evil}/https://${host}/`,
  `https://${evil}\\@${host}/a`,
  `https://${host}\\@${evil}/a`,
  `https://${evil}?@${host}/`,
  `https://${evil}#@${host}/`,
  `https://${host}/`.padEnd(2049, "a"),
  `https://${host}/`.padEnd(100_000, "a"),
  "null",
  "undefined",
  "[object Object]",
  `"https://${host}/"`,
  `<https://${host}/>`,
  `url(https://${host}/)`,
  `HTTPS://${host}.${evil}/`,
];

export const hostileLinks: Readonly<Record<string, readonly string[]>> = {
  "odd characters": oddCharacters.flatMap(places),
  schemes: schemes.flatMap((scheme) => [`${scheme}://${host}/a`, `${scheme}:${host}/a`]),
  authorities: authorities.flatMap((each) => [`https://${each}/a?b#c`, `https://${each}`]),
  "whole links": wholes,
};

const paths = [
  "",
  "/",
  "/websdk/p/abc123",
  "/idensic/l/",
  "/a/b%20c",
  "/a;b=c",
  "/%2e%2e/x",
  "/.",
  "/a//b",
];
const rests = [
  "",
  "?token=a.b-c_d~e",
  "?a=1&b=2#/step/3",
  "#/uni_AbC",
  "?next=https://evil.example/@x",
  "#@evil.example",
];

export const goodLinks: readonly string[] = [host, "sumsub.com", "spherepay.co"].flatMap((each) =>
  paths.flatMap((path) => rests.map((rest) => `https://${each}${path}${rest}`)),
);

const pieces = fc.oneof(
  fc.constantFrom(...oddCharacters),
  fc.constantFrom(...authorities),
  fc.constantFrom(
    "@",
    ":",
    "/",
    "//",
    "?",
    "#",
    ".",
    "%",
    "%00",
    "%2f",
    "%40",
    ":443",
    evil,
    "..",
    ";",
    "[",
    "]",
  ),
  fc.string({ maxLength: 3 }),
);

/** Good links with up to three places cut, replaced, or filled with something hostile. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...goodLinks),
    fc.array(fc.tuple(fc.nat(60), fc.nat(3), pieces), { minLength: 1, maxLength: 3 }),
  )
  .map(([link, edits]) =>
    edits.reduce((text, [at, cut, piece]) => {
      const from = Math.min(at, text.length);
      return text.slice(0, from) + piece + text.slice(from + cut);
    }, link),
  );
