import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { splitPointer, type JsonPointer } from "./json-pointer.ts";

/** Where a member stands, as offsets into the text; `null` for what is not written. */
export interface Place {
  readonly key: number | null;
  readonly value: number | null;
}

interface Entry extends Place {
  readonly members: Map<string, Entry> | null;
}

interface Frame {
  readonly entry: Entry;
  readonly isMap: boolean;
  /** The key that was read and waits for its value. */
  key: { readonly name: string; readonly offset: number } | null;
}

/** Places of a text, found by pointer. */
export interface PlaceIndex {
  /** The place of a value; that of its nearest ancestor that exists when the pointer leads nowhere. */
  find(pointer: JsonPointer): Place;
}

/**
 * Finds the places of a text that was parsed plainly, without building its values again; `null` when the text
 * cannot be read this way.
 */
export function createPlaceIndex(text: string, maxDepth: number): PlaceIndex | null {
  const root = readEntries(text, maxDepth);
  if (root === null) return null;
  return {
    find(pointer) {
      let entry = root;
      for (const token of splitPointer(pointer)) {
        const member = entry.members?.get(token);
        if (member === undefined) break;
        entry = member;
      }
      return entry;
    },
  };
}

function readEntries(text: string, maxDepth: number): Entry | null {
  const frames: Frame[] = [];
  let root: Entry | null = null;
  let end = 0;
  const add = (offset: number | null, members: Entry["members"]): Entry => {
    const frame = frames.at(-1);
    if (frame === undefined) {
      root = { key: null, value: offset, members };
      return root;
    }
    const { key } = frame;
    frame.key = null;
    const entry = { key: frame.isMap ? (key?.offset ?? null) : offset, value: offset, members };
    const name = frame.isMap ? (key?.name ?? "") : String(frame.entry.members?.size ?? 0);
    frame.entry.members?.set(name, entry);
    return entry;
  };
  for (const event of eventsOf(text, maxDepth)) {
    switch (event.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const isMap = event.type === EVENT_ID.MAPPING;
        frames.push({ entry: add(event.start, new Map()), isMap, key: null });
        end = event.start;
        break;
      }
      case EVENT_ID.SCALAR: {
        const frame = frames.at(-1);
        const offset = startOf(text, event, end);
        if (frame?.isMap === true && frame.key === null)
          frame.key = { name: keyName(text, event), offset: offset ?? end };
        else add(offset ?? (frame?.isMap === false ? text.indexOf("-", end) : null), null);
        if (event.valueEnd > 0) end = event.valueEnd;
        break;
      }
      case EVENT_ID.POP: {
        frames.pop();
        break;
      }
      default:
    }
  }
  return root;
}

function eventsOf(text: string, maxDepth: number): ReturnType<typeof parseEvents> {
  try {
    return parseEvents(text, { maxDepth });
  } catch {
    return [];
  }
}

/** A number as a key goes by the number: `0x10` and `16` are one key. */
function keyName(text: string, event: ScalarEvent): string {
  const name = getScalarValue(text, event);
  const isNumber = event.style === SCALAR_STYLE.PLAIN && /^[-+.]?[0-9]/.test(name);
  const value = isNumber ? Number(name) : Number.NaN;
  return Number.isNaN(value) ? name : String(value);
}

const blockHeader = /[|>][-+]?[ \t]*(?:#[^\n]*)?$/gm;

/** The event begins with the content of a scalar; what people see begins with its quote or its `|`. */
function startOf(text: string, event: ScalarEvent, previousEnd: number): number | null {
  const { style, valueStart } = event;
  if (valueStart < 0) return null;
  if (style === SCALAR_STYLE.PLAIN) return valueStart;
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return valueStart - 1;
  const headers = [...text.slice(previousEnd, valueStart).matchAll(blockHeader)];
  return previousEnd + (headers.at(-1)?.index ?? 0);
}
