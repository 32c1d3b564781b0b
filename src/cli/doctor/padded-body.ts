/** A body whose length is known before it is sent. */
export interface PaddedBody {
  /** How it begins; blanks follow. */
  readonly beginning: string;
  readonly bytes: number;
  /**
   * With it, only the first 64 kB are sent until this signal: a backend that refuses the length responds
   * meanwhile, and a response during sending is easily lost.
   */
  readonly restAfter?: AbortSignal;
}

const pieceBytes = 65_536;

/** The smallest PDF with one blank page. */
export const blankPdf = [
  "%PDF-1.7",
  "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
  "trailer<</Root 1 0 R>>",
  "%%EOF\n",
].join("\n");

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** The body as a stream: what a backend does not read is never made. */
export function streamOf({ beginning, bytes, restAfter }: PaddedBody): ReadableStream<Uint8Array> {
  const first = new TextEncoder().encode(beginning);
  let sentBytes = 0;
  let isCancelled = false;
  return new ReadableStream({
    async pull(controller) {
      if (sentBytes >= pieceBytes && restAfter) await aborted(restAfter);
      if (isCancelled) return;
      const piece = new Uint8Array(Math.min(pieceBytes, bytes - sentBytes)).fill(32);
      if (sentBytes === 0) piece.set(first.subarray(0, piece.length));
      sentBytes += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      if (sentBytes >= bytes) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
}
