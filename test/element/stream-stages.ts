import { aCustomer, aScriptedHost } from "./answers.js";
import { aNudgeHost } from "./nudge-host.js";
import { until } from "./stage.js";
import { open } from "./stages.js";

/** An element whose host answers `GET /events` so; at rest after the reading that follows. */
export async function aStreamStage(events: (request: Request) => Response | Promise<Response>) {
  const host = aScriptedHost(aCustomer(), { events });
  const stage = await open({ network: host.network }, "One last step");
  await stage.atRest();
  return { stage, host };
}

/** An element that listens to its host's nudges. */
export async function aListeningStage() {
  const nudges = aNudgeHost();
  const { stage, host } = await aStreamStage(nudges.answer);
  await until(() => nudges.streams.length === 1);
  await stage.environment.advance(1_000);
  return { stage, host, nudges };
}
