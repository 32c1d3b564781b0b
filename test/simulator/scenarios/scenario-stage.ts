import assert from "node:assert/strict";
import { it } from "node:test";
import {
  createSimulator,
  type ScenarioName,
  type Simulator,
} from "../../../src/simulator/index.js";
import { type JsonResponse, pointers } from "../spherepay-call.js";
import {
  criteriaOf,
  patch,
  sendCode,
  type UploadChanges,
  upload,
  verifyCode,
} from "../steps-call.js";

/** The status of a response, or the name of what the call rejected with. */
interface Outcome {
  readonly status: number | string;
  readonly pointers: unknown[] | undefined;
  readonly json: Record<string, unknown>;
}

/** What a played scenario is asked, in short words. */
export function aStage(simulator: Simulator, id: string) {
  const outcomeOf = (response: Promise<JsonResponse>) =>
    response.then(
      ({ status, json }): Outcome => ({ status, pointers: pointers(json), json }),
      (error: Error): Outcome => ({ status: error.name, pointers: undefined, json: {} }),
    );
  return {
    simulator,
    send: (type = "phone") => outcomeOf(sendCode(simulator, id, type)),
    verify: (code: unknown = simulator.codes.at(-1)?.code) =>
      outcomeOf(verifyCode(simulator, id, "phone", code)),
    upload: (changes: Partial<UploadChanges> = {}) =>
      outcomeOf(upload(simulator, { targetId: id, ...changes })),
    patch: (body: unknown) => outcomeOf(patch(simulator, id, body)),
    listsOf: (name: string) =>
      (["complete", "pending", "required"] as const).filter((list) =>
        criteriaOf(simulator, id)[list].includes(name),
      ),
    lastCode: () => simulator.codes.at(-1)?.code ?? "",
    taken: () => simulator.documents.length,
    statuses: () => simulator.customer(id)?.verificationProfiles.map(({ status }) => status),
    errors: () => criteriaOf(simulator, id).errors.map(({ name }) => name),
  };
}
type Stage = ReturnType<typeof aStage>;

/** A scenario, what is done in it, and what comes of it. */
export type Row = readonly [ScenarioName, (stage: Stage) => unknown, unknown];

/** The status of what a stage returns. */
export const statusOf = async (outcome: Promise<Outcome>) => (await outcome).status;

/** Tests each row, and that a customer without its scenario has another outcome. */
export function testRows(rows: readonly Row[], ordinary: ScenarioName): void {
  for (const [name, act, expected] of rows) {
    it(`${name}; and ${ordinary} has another outcome (control)`, async () => {
      const outcomeIn = async (scenario: ScenarioName) => {
        const simulator = createSimulator();
        return act(aStage(simulator, simulator.play(scenario)));
      };
      assert.deepEqual(await outcomeIn(name), expected);
      const other = await outcomeIn(ordinary).catch(() => "failed");
      assert.notDeepEqual(other, expected);
    });
  }
}
