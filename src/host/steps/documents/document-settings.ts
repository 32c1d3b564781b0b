import { maxDocumentBytes } from "../../http/upload-chunks.js";
import type { OnboardingHandlerOptions } from "../../options.js";
import { runtimeStreamingFetch, type StreamingFetch } from "../../runtime.js";
import { documentWordsOf } from "./document-types.js";

/** What the options say of documents. */
export interface DocumentSettings {
  readonly inspectDocument: OnboardingHandlerOptions["inspectDocument"];
  /** SpherePay's word for a kind of document. */
  readonly documentWord: (type: string) => string;
  /** For files that are streamed; `undefined`: each is sent whole. */
  readonly streamingFetch: StreamingFetch | undefined;
}

/** Whole numbers from 1 to `max`. */
export const documentNumbers = {
  maxDocumentBytes: { usual: maxDocumentBytes, max: maxDocumentBytes },
  maxUploadMemoryBytes: { usual: 64_000_000, max: 1_000_000_000_000 },
} as const;

/** Reads them from options that have been checked. */
export const documentSettingsOf = ({
  steps,
  runtime,
  inspectDocument,
}: OnboardingHandlerOptions): DocumentSettings => ({
  inspectDocument,
  documentWord: documentWordsOf(steps?.identity_document),
  // A fetch of the host's own may not send streams.
  streamingFetch: runtime?.fetch ? undefined : runtimeStreamingFetch(),
});
