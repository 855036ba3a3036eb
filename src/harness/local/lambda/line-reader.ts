import { StringDecoder } from "node:string_decoder";

/** Turns chunks of one output stream into lines. */
export interface LineReader {
  read(chunk: Buffer): void;
  /** Hands on what no line break has ended. */
  end(): void;
}

/** Longest line that is kept whole, in UTF-16 units: an event of CloudWatch Logs was long no longer. */
const longestLine = 256 * 1024;

/** Splits a byte stream into lines. */
export function createLineReader(onLine: (text: string) => void): LineReader {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return {
    read(chunk) {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
      while (rest.length > longestLine) {
        onLine(rest.slice(0, longestLine));
        rest = rest.slice(longestLine);
      }
    },
    end() {
      const last = rest + decoder.end();
      rest = "";
      if (last !== "") onLine(last);
    },
  };
}
