/** Elements on the way, each brought there as a customer gets there. */
import {
  type Answers,
  answering,
  aScriptedHost,
  aToken,
  json,
  noNetwork,
  problem,
  silence,
} from "./answers.js";
import { aStage, type Stage, type StageOptions, until } from "./stage.js";

/** Inserts an element and waits for a text and for all of its parts. */
export const open = async (options: StageOptions, text: string): Promise<Stage> => {
  const stage = aStage(options);
  await stage.shows(text);
  await until(() => stage.element.rest);
  await stage.element.updateComplete;
  return stage;
};

export const scripted = (
  customer: Parameters<typeof aScriptedHost>[0],
  text: string,
  options: StageOptions = {},
) => open({ network: aScriptedHost(customer).network, ...options }, text);

/** A page that says where its support is. */
export const supported: StageOptions = {
  prepare: (element) => {
    element.supportHref = "/support";
  },
};

export const submitText = "Continue to verification";

/** Ready to submit over the real handler. */
export const aReadyStage = (options: StageOptions = {}): Promise<Stage> =>
  open({ customer: { preset: "ready" }, ...options }, "One last step");

/** The customer has left for the provider's page. */
export async function aLeftStage(options: StageOptions = {}): Promise<Stage> {
  const stage = await aReadyStage(options);
  stage.press(submitText);
  await until(() => stage.environment.departures.length === 1);
  await stage.shows("Opening…");
  return stage;
}

/** In review after a submit; the provider's page is not finished. */
export async function aPendingStage(): Promise<Stage> {
  const stage = await aLeftStage();
  stage.simulator.setStatus(stage.customerId, "pending");
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
  await stage.shows("We are reviewing");
  return stage;
}

export async function aBackStage(): Promise<Stage> {
  const stage = await aLeftStage();
  stage.network = answering({ customer: silence });
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
  await stage.shows("Welcome back");
  return stage;
}

/** Came back, and SpherePay does not know of anything new yet. */
export async function anUnchangedStage(): Promise<Stage> {
  const stage = await aLeftStage();
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
  await stage.shows("Nothing has changed yet");
  return stage;
}

/** Came back from the pages of two items, and both are done. */
export async function aChangedStage(): Promise<Stage> {
  const stage = await open(supported, "Verify your identity");
  await stage.atRest();
  for (const name of ["terms_of_service", "liveness_check"]) {
    stage.simulator.complete(stage.customerId, name);
  }
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
  await stage.shows("Done now");
  return stage;
}

export async function anInAppStage(): Promise<Stage> {
  const stage = await aReadyStage();
  stage.environment.agent =
    "Mozilla/5.0 (Linux; Android 14; wv) Chrome/131.0 Mobile Instagram 300.0";
  stage.element.requestUpdate();
  await stage.shows("You are inside another app");
  return stage;
}

export async function anExpiredStage(): Promise<Stage> {
  const stage = await aLeftStage();
  stage.simulator.clock.advance(8 * 24 * 3_600_000);
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
  await stage.shows("Your link has expired");
  return stage;
}

export async function anAskingStage(): Promise<Stage> {
  const stage = await aReadyStage();
  stage.network = answering({ submit: silence });
  stage.press(submitText);
  await stage.shows("Preparing…");
  return stage;
}

export async function aRejectedStage(): Promise<Stage> {
  const stage = await open(
    {
      prepare: (element) => {
        element.supportHref = "mailto:help@host.example";
      },
    },
    "Verify your identity",
  );
  stage.simulator.reject(stage.customerId);
  stage.element.refresh();
  await stage.shows("We could not verify");
  return stage;
}

export async function anOfflineStage(): Promise<Stage> {
  const stage = await aReadyStage();
  stage.network = noNetwork;
  stage.element.refresh();
  await stage.shows("You seem to be offline");
  return stage;
}

export async function aLoginChangedStage(): Promise<Stage> {
  const stage = await aReadyStage();
  stage.login.id = stage.simulator.createCustomer({ preset: "business" });
  stage.simulator.clock.advance(11 * 60_000);
  stage.element.refresh();
  await stage.shows("You are signed in with a different account");
  return stage;
}

export async function aSentStage(): Promise<Stage> {
  const host = aScriptedHost();
  const stage = await open({ network: host.network }, "One last step");
  host.answers = { submit: () => new Response(null, { status: 202 }) };
  stage.press(submitText);
  await stage.shows("We received your request");
  return stage;
}

export async function aRefusedStage(): Promise<Stage> {
  const stage = await aReadyStage({ simulator: { gate: "strict", namesMissing: false } });
  stage.press(submitText);
  await stage.shows("You can continue as soon as something");
  return stage;
}

/** The host grants a session, and accepts it no more when it is used. */
export const aSessionEndedStage = (): Promise<Stage> =>
  open(
    {
      network: answering({
        session: () => json(201, { token: aToken }),
        customer: () => problem(401, "session_invalid"),
      }),
    },
    "Please sign in again",
  );

export async function aHostedStage(): Promise<Stage> {
  const stage = aStage({ customer: { preset: "link-created" } });
  stage.login.flow = "hosted";
  await stage.shows("One secure page guides you");
  await until(() => stage.element.rest);
  return stage;
}

/** Ready to submit at a host written by hand, everything loaded and at rest. */
export async function aScriptedStage(options: StageOptions = {}, answers: Answers = {}) {
  const host = aScriptedHost();
  const stage = await open({ network: host.network, ...options }, "One last step");
  await stage.atRest();
  host.answers = answers;
  const submits = () => stage.sent.filter(({ path }) => path.endsWith("/submit"));
  return { ...stage, host, submits };
}

/** Ready to submit at a host written by hand, as soon as the element can leave. */
export async function aLinkStage(options: StageOptions = {}) {
  const host = aScriptedHost();
  const stage = aStage({ network: host.network, ...options });
  await stage.shows("One last step");
  await until(() => stage.element.rest);
  return { ...stage, host };
}
