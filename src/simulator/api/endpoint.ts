import type { Behaviour } from "../behaviour.js";
import type { CodeBook } from "../codes/code-book.js";
import type { CustomerBook } from "../customers/customer-book.js";
import type { DocumentBook } from "../documents/document-book.js";
import type { LinkBook } from "../provider/link-book.js";
import type { ApiProblems, ApiResponse } from "./api-response.js";

/** The parts that the endpoints are made of. */
export interface EndpointParts {
  readonly customers: CustomerBook;
  readonly links: LinkBook;
  readonly codes: CodeBook;
  readonly documents: DocumentBook;
  readonly problems: ApiProblems;
  readonly behaviour: Readonly<Behaviour>;
}

/** The input of a route: the customer id in the path, the query, headers and body. */
export interface RouteInput {
  /** The customer id in the path; empty where the path has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The body. */
  readonly bytes: ArrayBuffer;
  /** The body as text. */
  readonly body: string;
}

/** One row of the API: a release of SpherePay is a list of such rows. */
export interface ApiRoute {
  readonly method: "GET" | "POST" | "PATCH";
  /** Anchored; the group `id` captures the customer id. */
  readonly path: RegExp;
  readonly handle: (input: RouteInput) => ApiResponse | Promise<ApiResponse>;
}
