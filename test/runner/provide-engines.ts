import { install, mayInstall } from "./apt.js";
import { debianPackages, type EngineName, engineNames, findEngines } from "./engines.js";
import { aFailure, type PartResult } from "./results.js";

/**
 * Makes the three engines available where it can (root on a machine with
 * apt-get), says plainly what is missing where it cannot, and returns a failure
 * for every missing engine that `REQUIRE_ENGINES` names.
 */
export function provideEngines(): readonly PartResult[] {
  const required = requiredEngines(process.env["REQUIRE_ENGINES"] ?? "");
  if (missingEngines().length > 0 && mayInstall()) {
    install(missingEngines().flatMap((name) => debianPackages[name]));
  }
  const missing = missingEngines();
  for (const name of missing) {
    console.log(
      `Browser engine ${name} was not found; it is left out. On Debian: ` +
        `apt-get install ${debianPackages[name].join(" ")}`,
    );
  }
  return required
    .filter((name) => missing.includes(name))
    .map((name) => aFailure("engines", `${name} is required by REQUIRE_ENGINES and missing`));
}

/** Reads `chromium,firefox,webkit`; an unknown name is an error. */
export function requiredEngines(list: string): EngineName[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => {
      const known = engineNames.find((engine) => engine === name);
      if (known === undefined)
        throw new Error(`REQUIRE_ENGINES names "${name}", no engine of ours.`);
      return known;
    });
}

function missingEngines(): EngineName[] {
  const found = findEngines().map((engine) => engine.name);
  return engineNames.filter((name) => !found.includes(name));
}
