import bcd from "@mdn/browser-compat-data/forLegacyNode";
import type {
  BrowserName,
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
} from "@mdn/browser-compat-data/types";

/** The oldest browsers that the element runs in; the README names them. */
export const oldestBrowsers: Readonly<Partial<Record<BrowserName, string>>> = {
  chrome: "111",
  chrome_android: "111",
  firefox: "128",
  safari: "16.4",
  safari_ios: "16.4",
};

/** MDN's data about JavaScript, the web's interfaces and CSS. */
export const { api, css, javascript } = bcd;

const numbers = (version: string): number[] => version.replace("≤", "").split(".").map(Number);

function isSince(added: unknown, oldest: string): boolean {
  if (typeof added !== "string" || !/^≤?\d/.test(added)) return false;
  const [major = 0, minor = 0] = numbers(added);
  const [oldestMajor = 0, oldestMinor = 0] = numbers(oldest);
  return major < oldestMajor || (major === oldestMajor && minor <= oldestMinor);
}

/** There under this very name, for everybody, and to stay. */
const isThere = (each: SimpleSupportStatement, oldest: string): boolean =>
  !each.flags &&
  !each.prefix &&
  !each.alternative_name &&
  !each.version_removed &&
  isSince(each.version_added, oldest);

/** The oldest browsers that lack it. */
export const lackedBy = ({ support }: CompatStatement): string[] =>
  Object.entries(oldestBrowsers).flatMap(([browser, oldest]) => {
    const statements = [support[browser as BrowserName] ?? []].flat();
    return statements.some((each) => isThere(each, oldest)) ? [] : [`${browser} ${oldest}`];
  });

/** Whether one of the oldest browsers lacks it; `undefined` where MDN tells nothing. */
export function isNewer(identifier: Identifier | undefined): boolean | undefined {
  const statement = identifier?.__compat;
  return statement && lackedBy(statement).length > 0;
}

/** What stands below, by name. */
export const membersOf = (identifier: Identifier | undefined): [string, Identifier][] =>
  Object.entries(identifier ?? {}).flatMap(([name, member]) =>
    name === "__compat" ? [] : [[name, member as Identifier]],
  );
