/**
 * Finds `nudge` events in the bytes of an event stream. Follows the HTML standard's "Parsing an event
 * stream" as far as the wire needs it: an event named `nudge` counts with or without data, any other
 * is ignored. `docs/decisions/0008` says why this is no library.
 */

/** A line longer than this is no event stream. */
const longestLine = 65_536;

/** Reads one stream, chunk by chunk. */
export interface EventReader {
  /** Whether at least one `nudge` ended in this chunk. Throws a `RangeError` when lines never end. */
  read(chunk: Uint8Array): boolean;
  /** How long the host asks a reader to wait before the next stream, milliseconds. */
  readonly retryMs: number;
}

export function createEventReader(): EventReader {
  const decoder = new TextDecoder();
  let unfinished = "";
  let isNotification = false;
  let retryMs = 0;
  return {
    get retryMs() {
      return retryMs;
    },
    read(chunk) {
      const lines = (unfinished + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
      unfinished = lines.pop() ?? "";
      if (unfinished.length > longestLine) throw new RangeError("an event stream without lines");
      let found = false;
      for (const line of lines) {
        if (line === "") {
          found ||= isNotification;
          isNotification = false;
        } else if (/^event: ?/.test(line)) isNotification = /^event: ?nudge$/.test(line);
        else retryMs = Number(/^retry: ?(\d{1,7})$/.exec(line)?.[1] ?? retryMs);
      }
      return found;
    },
  };
}
