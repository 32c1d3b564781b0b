/**
 * Owns: a customer's file on its way from the page to SpherePay, and an end that is true for each.
 * Does not own: reading a request's body, the limits at once (`upload-gate.ts`), what is remembered
 * (`document-note.ts`).
 * Why: SpherePay gives documents no id and repeats no call: a file is sent once for each click, and one
 * whose end is unknown is never sent again by itself.
 */
import type { DocumentAction } from "../../../core/action.js";
import type { ReceivedDocument } from "../../../core/step-contract.js";
import { Failure, wasCalled } from "../../http/failure.js";
import {
  announcedBytes,
  tooLarge,
  type UploadChunks,
  uploadChunks,
} from "../../http/upload-chunks.js";
import type { Settings } from "../../settings.js";
import type { DocumentFile } from "../../spherepay/document-form.js";
import { fileTimeFactor } from "../../spherepay/spherepay-calls.js";
import type { SpherePayClient } from "../../spherepay/spherepay-client.js";
import type { CustomerRead } from "../../spherepay/types.js";
import { digestOf } from "../../store/digest.js";
import { inFlight, isRefusedCall } from "../code-failures.js";
import type { CustomerNotes } from "../customer-notes.js";
import { standingOf } from "../standing.js";
import { refusalOf, sendUnknown } from "./document-failures.js";
import {
  beginUpload,
  type DocumentNote,
  endUpload,
  type UploadRuling,
  uploadOf,
} from "./document-note.js";
import { checkAsked, hasError } from "./document-standing.js";
import { type OfferedDocument, readOffered } from "./document-types.js";
import { createInspection } from "./inspection.js";
import { createUploadGate, type RunningUpload } from "./upload-gate.js";
import { startOf, type UploadStart } from "./upload-start.js";

/** One file that a customer has chosen. */
export interface DocumentClick {
  readonly customerId: string;
  /** A requirement whose step is on. */
  readonly requirement: string;
  readonly action: DocumentAction;
  readonly idempotencyKey: string;
  /** Brings the file. */
  readonly request: Request;
}

/** Documents. Throws only {@link Failure}. */
export interface Documents {
  /** Sends the file of a request on to SpherePay. The same key never sends twice. */
  receive(click: DocumentClick): Promise<ReceivedDocument>;
}

/** What {@link createDocuments} needs. */
export interface DocumentsSettings
  extends Pick<
    Settings,
    | "store"
    | "now"
    | "schedule"
    | "upstreamTimeoutMs"
    | "reportFailure"
    | "maxDocumentBytes"
    | "maxUploadMemoryBytes"
    | "inspectDocument"
    | "documentWord"
    | "streamingFetch"
  > {
  readonly spherePay: Pick<SpherePayClient, "readCustomer" | "sendDocument">;
  readonly readCustomer: (customerId: string) => Promise<CustomerRead>;
  readonly notes: CustomerNotes<DocumentNote>;
}

/** How long a sender may pause, milliseconds. */
const idleMs = 30_000;
/** How long a file may be on its way: 15 MB at 200 kbit/s, milliseconds. */
const longestUploadMs = 600_000;

/** The same file, of which each chunk is counted: it is held as it arrives, and as what is sent. */
async function* counted(chunks: UploadChunks, { hold }: RunningUpload): UploadChunks {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    hold(2 * bytes);
    yield chunk;
  }
}

/** Makes the documents of all customers. */
export function createDocuments(settings: DocumentsSettings): Documents {
  const { store, notes, spherePay, readCustomer, now, schedule, upstreamTimeoutMs } = settings;
  const { maxDocumentBytes: maxBytes, documentWord } = settings;
  const gate = createUploadGate(settings.maxUploadMemoryBytes);
  const inspect = createInspection(settings);
  let canStream = settings.streamingFetch !== undefined && !settings.inspectDocument;
  const longestMs = longestUploadMs + (2 * fileTimeFactor + 2) * upstreamTimeoutMs;
  const limits = { maxBytes, idleMs, longestMs: longestUploadMs, schedule, now };
  /** For what SpherePay has done already: it reaches the customer, whatever becomes of the note of it. */
  async function attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      settings.reportFailure("store_failed", error);
    }
  }

  const noted = (
    { customerId, requirement }: DocumentClick,
    key: string,
    end: Parameters<typeof endUpload>[1],
  ) => attempt(() => notes.change(customerId, requirement, endUpload(key, end, now())));

  /** Whether SpherePay shows that it has what it asked for. */
  async function isGiven({ customerId, requirement }: DocumentClick): Promise<boolean> {
    return standingOf(await spherePay.readCustomer(customerId), requirement) === "given";
  }

  const receivedNow = ({ type, side, country }: OfferedDocument): ReceivedDocument => ({
    type,
    ...(side && { side }),
    ...(country && { country }),
    receivedAt: new Date(now()).toISOString(),
  });

  /** What a key has led to, as the answer that it gets. */
  async function receivedBefore(
    click: DocumentClick,
    document: OfferedDocument,
    key: string,
    ruling: UploadRuling,
  ): Promise<ReceivedDocument | undefined> {
    switch (ruling.state) {
      case "received":
        return ruling.received;
      case "in_flight":
        throw inFlight();
      case "unknown":
        if (!(await isGiven(click))) throw sendUnknown();
        await noted(click, key, "received");
        return receivedNow(document);
      case "begun":
        return undefined;
    }
  }

  /** Sends a file that has begun to arrive; the note says what became of it. */
  async function send(
    click: DocumentClick,
    document: OfferedDocument,
    file: DocumentFile,
    key: string,
    start: UploadStart,
  ): Promise<void> {
    const { type, country, side } = document;
    const fields = {
      documentType: documentWord(type),
      ...(country && { country }),
      ...(side && { side }),
    };
    let end: Parameters<typeof endUpload>[1] = "unknown";
    try {
      await spherePay.sendDocument(click.customerId, fields, file);
      end = "received";
    } catch (error) {
      const isRefused = isRefusedCall(error);
      // Of a length that was announced, a part is not taken for the whole.
      if (isRefused || !start.isWhole() || !wasCalled(error)) end = "not_sent";
      // A runtime that takes the length away: the next file is sent whole.
      if (error instanceof Failure && error.upstreamStatus === 411) canStream = false;
      if (isRefused) throw await refusalOf(error, async () => !(await isGiven(click)));
      if (end === "not_sent") throw start.failure() ?? error;
      // The answer was lost: the file may have arrived.
      if (!(await isGiven(click))) throw sendUnknown(error);
      end = "received";
    } finally {
      await noted(click, key, end);
      if (end !== "not_sent") {
        await attempt(() => store.changed([click.customerId], undefined, "click"));
      }
    }
  }

  async function receiveNow(
    click: DocumentClick,
    document: OfferedDocument,
    key: string,
    chunks: UploadChunks,
  ): Promise<ReceivedDocument> {
    const { customerId, requirement, request } = click;
    const customer = await readCustomer(customerId);
    const note = await notes.read(customerId, requirement);
    checkAsked(customer, requirement, document, note, now());
    const announced = announcedBytes(request);
    const start = await startOf(chunks);
    const { mediaType, ending } = start.type;
    const fileName = `${requirement}${document.side ? `-${document.side}` : ""}.${ending}`;
    const content =
      canStream && announced !== undefined
        ? { stream: start.chunks, bytes: announced }
        : { whole: await start.whole() };
    if ("whole" in content) {
      await inspect(content.whole, { customerId, requirement, ...document, mediaType });
    }
    const isRepair = hasError(customer, requirement);
    const rule = beginUpload(key, document, isRepair, now(), longestMs);
    const ruling = await notes.change(customerId, requirement, rule);
    const before = await receivedBefore(click, document, key, ruling);
    if (before) return before;
    await send(click, document, { fileName, mediaType, content }, key, start);
    return receivedNow(document);
  }

  return {
    async receive(click) {
      const { customerId, requirement, action, idempotencyKey, request } = click;
      const document = readOffered(new URL(request.url).searchParams, action);
      const announced = announcedBytes(request);
      if (announced !== undefined && announced > maxBytes) throw tooLarge(maxBytes);
      const { type, country = "", side = "" } = document;
      const key = await digestOf(["document", type, country, side, idempotencyKey].join(" "));
      const note = await notes.read(customerId, requirement);
      const known = uploadOf(note, key, now(), longestMs);
      const before = known && (await receivedBefore(click, document, key, known));
      if (before) return before;
      const isStreamed = canStream && announced !== undefined;
      const upload = gate.enter(customerId);
      const stopped = new AbortController();
      try {
        const chunks = uploadChunks(request, { ...limits, signal: stopped.signal });
        return await receiveNow(
          click,
          document,
          key,
          isStreamed ? chunks : counted(chunks, upload),
        );
      } finally {
        stopped.abort();
        upload.leave();
      }
    },
  };
}
