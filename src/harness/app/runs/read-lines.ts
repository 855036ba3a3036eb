/** Bytes of a line: pattern and event, escaped within JSON, are far shorter. */
const longestLine = 32 * 1024 * 1024;

const newline = 0x0a;

/** Bytes of one line as text: no byte order mark before it, no carriage return behind. */
function textOf(parts: readonly Uint8Array[]): string {
  const text = new TextDecoder().decode(Buffer.concat(parts));
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

/**
 * The lines of a byte stream, `null` for one of more than 32 MB. Only line feeds end a line, alone or behind a carriage
 * return: JSON may hold the line separators of Unicode as they are, at which `node:readline` would cut it.
 *
 * @param input chunks of UTF-8
 * @example
 * for await (const line of readLines(process.stdin)) print(line ?? "too long");
 */
export async function* readLines(input: AsyncIterable<unknown>): AsyncGenerator<string | null> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > longestLine) parts = [];
    else if (bytes.length > 0) parts.push(bytes);
  };
  const take = (): string | null => {
    const line = length > longestLine ? null : textOf(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    let from = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, from)) {
      keep(bytes.subarray(from, end));
      yield take();
      from = end + 1;
    }
    keep(bytes.subarray(from));
  }
  if (length > 0) yield take();
}
