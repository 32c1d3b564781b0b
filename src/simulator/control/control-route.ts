import type { JsonObject } from "../json.js";
import type { Simulator } from "../simulator.js";

/** A status and the JSON that goes with it. */
export interface ControlAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** What a route is given. */
export interface ControlInput {
  /** What stands for `{id}` in the path. */
  readonly id: string;
  readonly body: JsonObject;
}

/** One row of the control interface; `path` is below `/control`. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** What it does, in a few words. */
  readonly deed: string;
  readonly answer: (simulator: Simulator, input: ControlInput) => ControlAnswer;
}

/** 200 with this JSON. */
export const ok = (json: unknown): ControlAnswer => ({ status: 200, json });

/** A route that reads. */
export const read = (
  path: string,
  deed: string,
  json: (simulator: Simulator, id: string) => unknown,
) =>
  ({
    method: "GET",
    path,
    deed,
    answer: (simulator, { id }) => ok(json(simulator, id)),
  }) satisfies ControlRoute;
