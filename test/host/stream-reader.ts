/** What a stream can say: an event, a comment, how long to stay away, or nothing more. */
export type Said = "nudge" | "comment" | `retry ${number}` | "end";

/** Reads `text/event-stream`, block by block, as the wire describes it. */
export interface StreamReader {
  /** The next thing that is said. Rejects when the stream breaks. */
  next(): Promise<Said>;
  /** The next thing that is not a comment. */
  nextEvent(): Promise<Said>;
  /** Goes away. */
  leave(): Promise<void>;
}

function saidBy(block: string): Said {
  if (block === "event: nudge\ndata:") return "nudge";
  const retry = /^retry: (\d+)$/.exec(block)?.[1];
  if (retry) return `retry ${Number(retry)}`;
  if (/^:[^\n]*$/.test(block)) return "comment";
  throw new Error(`The wire knows no such event: ${JSON.stringify(block)}`);
}

export function readStream(body: ReadableStream<Uint8Array> | null): StreamReader {
  if (!body) throw new TypeError("There is no stream to read.");
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function next(): Promise<Said> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return saidBy(block);
      }
      const { done, value } = await reader.read();
      if (done) return "end";
      text += decoder.decode(value, { stream: true });
    }
  }

  return {
    next,
    async nextEvent() {
      for (;;) {
        const said = await next();
        if (said !== "comment") return said;
      }
    },
    leave: () => reader.cancel(),
  };
}
