import { Failure } from "../http/failure.js";
import { readJsonBody } from "../http/json-body.js";

const maxBytes = 1_024;
const codeForm = /^[^\p{C}]{1,10}$/u;

/**
 * Reads the code that a customer has typed, without its blanks. It is a text: a number would lose its
 * leading zeros.
 * @throws {Failure} `bad_request` for a body that is not `{ code }`; `code_refused` for a text that no
 * code of SpherePay's can be, so that it costs no try.
 */
export async function readCode(request: Request, timeoutMs: number): Promise<string> {
  const { code } = Object(await readJsonBody(request, maxBytes, timeoutMs));
  if (typeof code !== "string") throw new Failure("bad_request", "body_malformed");
  const bare = code.replace(/\s/g, "");
  if (!codeForm.test(bare)) throw new Failure("code_refused", "code_refused");
  return bare;
}
