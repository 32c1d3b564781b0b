import type { JsonObject } from "../json.js";
import type { Simulator } from "../simulator.js";

/** A status and the JSON that goes with it. */
export interface ControlResponse {
  readonly status: number;
  readonly json: unknown;
}

/** The input of a route. */
export interface ControlInput {
  /** The value of `{id}` in the path. */
  readonly id: string;
  readonly body: JsonObject;
}

/** One row of the control interface; `path` is below `/control`. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly handle: (simulator: Simulator, input: ControlInput) => ControlResponse;
}

/** 200 with this JSON. */
export const ok = (json: unknown): ControlResponse => ({ status: 200, json });

/** A route that reads. */
export const read = (
  path: string,
  summary: string,
  json: (simulator: Simulator, id: string) => unknown,
) =>
  ({
    method: "GET",
    path,
    summary,
    handle: (simulator, { id }) => ok(json(simulator, id)),
  }) satisfies ControlRoute;
