import { spawnSync } from "node:child_process";
import { isExecutable, onPath } from "./on-path.js";

/** A real browser found on this machine, with what is needed to drive it. */
export type Engine =
  | { readonly name: "chromium"; readonly browser: string; readonly driver: string }
  | { readonly name: "firefox"; readonly browser: string }
  | {
      readonly name: "webkit";
      readonly browser: string;
      readonly driver: string;
      readonly display: string;
    };

export type EngineName = Engine["name"];

export const engineNames: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** The Debian packages that provide an engine. */
export const debianPackages: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ["chromium", "chromium-driver"],
  firefox: ["firefox-esr"],
  webkit: ["webkit2gtk-driver", "xvfb"],
};

/** Every engine that can be driven here. */
export function findEngines(): Engine[] {
  return [findChromium(), findFirefox(), findWebKit()].filter((engine) => engine !== undefined);
}

function findChromium(): Engine | undefined {
  const browser = onPath("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  const driver = onPath("chromedriver", "chromium.chromedriver");
  return browser && driver ? { name: "chromium", browser, driver } : undefined;
}

function findFirefox(): Engine | undefined {
  const browser = onPath("firefox-esr", "firefox");
  return browser ? { name: "firefox", browser } : undefined;
}

function findWebKit(): Engine | undefined {
  const driver = onPath("WebKitWebDriver");
  const display = onPath("Xvfb");
  const browser = onPath("MiniBrowser") ?? packagedMiniBrowser();
  return browser && driver && display ? { name: "webkit", browser, driver, display } : undefined;
}

/** Debian keeps MiniBrowser off the PATH, inside the library's package. */
function packagedMiniBrowser(): string | undefined {
  const libraries = ["libwebkit2gtk-4.1-0", "libwebkitgtk-6.0-4", "libwebkit2gtk-4.0-37"];
  return libraries
    .flatMap((library) => spawnSync("dpkg", ["-L", library]).stdout?.toString().split("\n") ?? [])
    .find((file) => file.endsWith("/MiniBrowser") && isExecutable(file));
}
