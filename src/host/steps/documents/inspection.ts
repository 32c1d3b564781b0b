import { Failure, hostFailure } from "../../http/failure.js";
import type { OnboardingHandlerOptions } from "../../options.js";
import { withDeadline } from "../../runtime.js";
import { fileTimeFactor } from "../../spherepay/spherepay-calls.js";
import type { InspectedDocument } from "../step-options.js";

/** What {@link createInspection} needs. */
export interface InspectionSettings {
  readonly inspectDocument: OnboardingHandlerOptions["inspectDocument"];
  readonly upstreamTimeoutMs: number;
}

/**
 * Asks the host's hook about a file, where there is one.
 * @returns A function that resolves when the file may be sent on.
 * @throws {Failure} `document_refused` when the hook says so; `host_failed` when it throws, says
 * neither, or takes longer than SpherePay may take over a file.
 */
export function createInspection({ inspectDocument, upstreamTimeoutMs }: InspectionSettings) {
  return async (file: Blob, facts: InspectedDocument): Promise<void> => {
    if (!inspectDocument) return;
    const late = () =>
      hostFailure("inspect_document_threw", new Error("inspectDocument took too long."));
    let word: unknown;
    try {
      const ask = async () => inspectDocument(file, facts);
      word = await withDeadline(fileTimeFactor * upstreamTimeoutMs, ask, late);
    } catch (error) {
      throw error instanceof Failure ? error : hostFailure("inspect_document_threw", error);
    }
    if (word === "refuse") throw new Failure("document_refused", "inspect_document_refused");
    if (word !== "accept") throw hostFailure("inspect_document_answer");
  };
}
