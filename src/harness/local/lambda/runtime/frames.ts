import { Buffer } from "node:buffer";
import { isObject } from "../../../core/json.ts";

// How messages go over the channel between a function's process and this one: a tag, the length of the text in bytes
// (32 bits, big-endian), the text in UTF-8. The text is the message as JSON on one line; a member of any length, which
// is text itself, follows on the next line as it is, for JSON would escape it once more.

const tag = Buffer.from([0xff, 0x4c, 0x53, 0x01]);
const headerBytes = tag.length + 4;
const newLine = 0x0a;

/** A string of V8 is no longer, in bytes. */
const longestText = 0x20_00_00_00;

/** As they are before a function's code replaces them. */
const { parse, stringify } = JSON;
const { isArray } = Array;
const { keys, setPrototypeOf } = Object;

function longMemberOf(kind: unknown): "payload" | "text" | "data" | null {
  if (kind === "invoke" || kind === "done") return "payload";
  if (kind === "log") return "text";
  return kind === "chunk" ? "data" : null;
}

const [anObject, anArray] = [{}, []];

/** The same value, on which no `toJSON` of a prototype acts: a function may have defined one. */
function bare(value: unknown): unknown {
  if (isArray(value)) return setPrototypeOf(value.map(bare), null);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  setPrototypeOf(copy, null);
  for (const name of keys(value)) copy[name] = bare(value[name]);
  return copy;
}

function lineOf(message: object): string {
  return stringify("toJSON" in anObject || "toJSON" in anArray ? bare(message) : message);
}

function messageOf(bytes: Buffer, start: number, end: number): unknown {
  const line = bytes.indexOf(newLine, start);
  if (line === -1 || line >= end) return parse(bytes.toString("utf8", start, end));
  const message: unknown = parse(bytes.toString("utf8", start, line));
  const long = isObject(message) ? longMemberOf(message["kind"]) : null;
  if (long === null) throw new Error("No message has a second line.");
  return Object.assign(Object(message), { [long]: bytes.toString("utf8", line + 1, end) });
}

/** A message of JSON values as the bytes that go over the channel. */
export function frameOf(message: Readonly<Record<string, unknown>>): Buffer {
  const long = longMemberOf(message["kind"]);
  const line = lineOf(long === null ? message : { ...message, [long]: undefined });
  // A text of megabytes is written where it belongs, not put together with the line first.
  const text = long === null ? null : String(message[long]);
  const lineEnd = headerBytes + Buffer.byteLength(line);
  const size = text === null ? lineEnd : lineEnd + 1 + Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(size);
  frame.set(tag);
  frame.writeUInt32BE(size - headerBytes, tag.length);
  frame.write(line, headerBytes);
  if (text !== null) {
    frame[lineEnd] = newLine;
    frame.write(text, lineEnd + 1);
  }
  return frame;
}

/** False for what no frame begins like: its length might be that of one that never ends. */
function beginsFrame(bytes: Buffer): boolean {
  const { length } = tag;
  if (
    bytes.compare(tag, 0, Math.min(length, bytes.length), 0, Math.min(length, bytes.length)) !== 0
  )
    return false;
  return bytes.length < headerBytes || bytes.readUInt32BE(length) <= longestText;
}

/**
 * Reads frames from bytes in pieces of any size. A function may write anything to the channel.
 *
 * @param onMessage takes each message, of whatever form
 * @param onBroken called once, with what was no frame: the channel is of no more use, and nothing more is read
 * @returns takes the next bytes
 */
export function readFrames(
  onMessage: (message: unknown) => void,
  onBroken: (error: unknown) => void,
): (bytes: Buffer) => void {
  /** What has come and is no whole frame yet, and how many bytes of it there must be to look again. */
  let pieces: Buffer[] = [];
  let [length, wanted] = [0, 1];
  let broken = false;
  const take = (bytes: Buffer): Buffer => {
    let rest = bytes;
    while (rest.length > 0) {
      if (!beginsFrame(rest)) throw new Error("No frame begins like this.");
      if (rest.length < headerBytes) return rest;
      const end = headerBytes + rest.readUInt32BE(tag.length);
      if (rest.length < end) return rest;
      onMessage(messageOf(rest, headerBytes, end));
      rest = rest.subarray(end);
    }
    return rest;
  };
  return (bytes) => {
    if (broken) return;
    length += bytes.length;
    if (length < wanted) {
      pieces.push(Buffer.from(bytes));
      return;
    }
    const all = pieces.length === 0 ? bytes : Buffer.concat([...pieces, bytes], length);
    try {
      const rest = take(all);
      // Whoever hands bytes out may write others in their place.
      pieces = rest.length === 0 ? [] : [Buffer.from(rest)];
      length = rest.length;
      wanted = length < headerBytes ? 1 : headerBytes + rest.readUInt32BE(tag.length);
    } catch (error) {
      broken = true;
      pieces = [];
      onBroken(error);
    }
  };
}
