/**
 * Owns: finding nudges in the bytes of an event stream.
 *
 * Follows the HTML standard's "Parsing an event stream", as far as a nudge needs it: an event that
 * is named `nudge` counts with or without data, and nothing else counts.
 */

/** A line longer than this is no event stream. */
const longestLine = 65_536;

/** Reads one stream, chunk by chunk. */
export interface EventReader {
  /** Whether at least one nudge ended in this chunk. Throws a `RangeError` when lines never end. */
  read(chunk: Uint8Array): boolean;
  /** How long the host wants a reader to stay away once the stream has ended, milliseconds. */
  readonly retryMs: number;
}

export function createEventReader(): EventReader {
  const decoder = new TextDecoder();
  let rest = "";
  let isNudge = false;
  let retryMs = 0;
  return {
    get retryMs() {
      return retryMs;
    },
    read(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? "";
      if (rest.length > longestLine) throw new RangeError("an event stream without lines");
      let found = false;
      for (const line of lines) {
        if (line === "") {
          found ||= isNudge;
          isNudge = false;
        } else if (/^event: ?/.test(line)) isNudge = /^event: ?nudge$/.test(line);
        else retryMs = Number(/^retry: ?(\d{1,7})$/.exec(line)?.[1] ?? retryMs);
      }
      return found;
    },
  };
}
