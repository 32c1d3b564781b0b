import type { Command, CommandEntry } from "./command.js";

/** Every command of the package. */
const commands: Readonly<Record<string, CommandEntry>> = {
  simulator: {
    summary: "a SpherePay to test against, on loopback",
    load: async () => (await import("./simulator/simulator.js")).simulator,
  },
  doctor: {
    summary: "checks a running backend and says how to mend it",
    load: async () => (await import("./doctor/doctor.js")).doctor,
  },
};

const overview = `Usage: sphere-kyc-onboarding <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}\n`)
  .join("")}
sphere-kyc-onboarding <command> --help tells more.
`;

/** Runs the command that the first argument names; without one, shows which there are. */
export const dispatch: Command = async (args, surroundings) => {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    surroundings.write(overview);
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    surroundings.complain(`There is no command "${name}".\n\n${overview}`);
    return 1;
  }
  const command = await entry.load();
  return command(rest, surroundings);
};
