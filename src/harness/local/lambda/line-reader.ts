import { StringDecoder } from "node:string_decoder";

/** Turns chunks of one output stream into lines, and sees the marker that ends an answer. */
export interface LineReader {
  read(chunk: Buffer): void;
  /** Hands on what no line break has ended. */
  end(): void;
}

/** What a line reader tells. */
export interface LineReaderEvents {
  readonly onLine: (text: string) => void;
  readonly onMarker: () => void;
}

/** Longest line that is kept whole, in UTF-16 units: an event of CloudWatch Logs was long no longer. */
const longestLine = 256 * 1024;

/** Splits a byte stream into lines; `marker` is never part of one. */
export function createLineReader(marker: string, events: LineReaderEvents): LineReader {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const takeLines = (text: string): string => {
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) events.onLine(line);
    return last;
  };
  const flush = (text: string): void => {
    const last = takeLines(text);
    if (last !== "") events.onLine(last);
  };
  return {
    read(chunk) {
      rest += decoder.write(chunk);
      for (let at = rest.indexOf(marker); at !== -1; at = rest.indexOf(marker)) {
        flush(rest.slice(0, at));
        rest = rest.slice(at + marker.length);
        events.onMarker();
      }
      rest = takeLines(rest);
      // Its end may be the beginning of a marker.
      while (rest.length > longestLine + marker.length) {
        events.onLine(rest.slice(0, longestLine));
        rest = rest.slice(longestLine);
      }
    },
    end() {
      flush(rest + decoder.end());
      rest = "";
    },
  };
}
