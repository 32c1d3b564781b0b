import { Failure, type FailureFacts } from "../../http/failure.js";

/** SpherePay may have the file: only a click of the customer's sends it again. */
export function sendUnknown(error?: unknown): Failure {
  const { upstreamStatus } = error instanceof Failure ? error : {};
  return new Failure("upstream_failed", "document_send_unknown", {
    ...(upstreamStatus !== undefined && { upstreamStatus }),
  });
}

/**
 * What it means that SpherePay has not taken a file. It does not document how it refuses one, and may
 * say 400 of a document that is wrong and of a customer whose documents are closed.
 * @param isAsked Reads the customer again; called only where that decides.
 */
export async function refusalOf(error: unknown, isAsked: () => Promise<boolean>): Promise<unknown> {
  if (!(error instanceof Failure) || error.upstreamStatus === undefined) return error;
  const { upstreamStatus, requirements, code } = error;
  const facts: FailureFacts = { upstreamStatus, requirements };
  switch (upstreamStatus) {
    case 400:
      return (await isAsked())
        ? new Failure("document_refused", "document_refused", facts)
        : new Failure("wrong_state", "upstream_status", facts);
    case 422:
      return new Failure("document_refused", "document_refused", facts);
    case 409:
      return new Failure("wrong_state", "upstream_status", facts);
    case 413:
      // What it does take is not said: no limit is named.
      return new Failure("document_too_large", "upstream_status", facts);
    case 415:
      return new Failure("document_type_refused", "upstream_status", facts);
    default:
      // The customer has just been read: a 404 is about the route.
      return code === "customer_not_found"
        ? new Failure("host_misconfigured", "upstream_no_such_route", { upstreamStatus })
        : error;
  }
}
