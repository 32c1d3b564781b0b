import type { Command, CommandEntry } from "./command.js";

/** Every command of the package. */
const commands: Readonly<Record<string, CommandEntry>> = {
  simulator: {
    summary: "a SpherePay to test against, on loopback",
    load: async () => (await import("./simulator/simulator.js")).simulator,
  },
  doctor: {
    summary: "checks a running backend and says how to fix it",
    load: async () => (await import("./doctor/doctor.js")).doctor,
  },
};

const overview = `Usage: sphere-kyc-onboarding <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}\n`)
  .join("")}
sphere-kyc-onboarding <command> --help shows its options.
`;

/** Runs the command that the first argument names; without one, lists the commands. */
export const dispatch: Command = async (args, context) => {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    context.write(overview);
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    context.writeError(`There is no command "${name}".\n\n${overview}`);
    return 1;
  }
  const command = await entry.load();
  return command(rest, context);
};
