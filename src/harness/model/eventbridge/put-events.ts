import { isObject, type JsonObject } from "../../core/json.ts";

/** One entry of a PutEvents request, as an SDK sends it. */
export interface PutEventsEntry {
  /** Seconds since 1970, or ISO 8601. */
  readonly Time?: number | string;
  readonly Source?: string;
  readonly Resources?: readonly string[];
  readonly DetailType?: string;
  /** JSON text of an object. */
  readonly Detail?: string;
  /** Name or ARN. */
  readonly EventBusName?: string;
}

/** What the stage knows beside the request. */
export interface PutEventsFacts {
  readonly account: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A UUID for each event. */
  readonly newId: () => string;
  /** Bytes of all entries together; AWS raised 256 KB to 1 MB in January 2026. */
  readonly largestRequest?: number;
}

/** What the response has for an entry, in the order of the request. */
export type PutEventsResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** An event that came in, on its way to the rules of a bus. */
export interface AcceptedEvent {
  /** Name or ARN as the entry has it; `default` without one. */
  readonly bus: string;
  /** JSON text: `detail` stands in it as it was sent, numbers and repeated keys included. */
  readonly event: string;
}

/** What came of a request: an error as a whole, or a result for each entry. */
export type PutEventsOutcome =
  | { readonly error: { readonly code: "ValidationException"; readonly message: string } }
  | {
      readonly response: {
        readonly FailedEntryCount: number;
        readonly Entries: readonly PutEventsResult[];
      };
      readonly events: readonly AcceptedEvent[];
    };

const mostEntries = 10;
const largest = 1_048_576;
/** What a time counts for. */
const bytesOfTime = 14;

/** Bytes of a text in UTF-8. */
function bytesOf(text = ""): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * What an entry counts for against the limit of a request, in bytes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
 * @example
 * entrySize({ Source: "orders", DetailType: "Placed", Detail: "{}" }); // 14
 */
export function entrySize(entry: PutEventsEntry): number {
  const { Time, Source, DetailType, Detail, Resources = [] } = entry;
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + bytesOf(text), Time === undefined ? 0 : bytesOfTime);
}

function validation(message: string): PutEventsOutcome {
  return { error: { code: "ValidationException", message } };
}

function lengthError(bound: string): PutEventsOutcome {
  return validation(
    `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
  );
}

function failed(code: string, message: string): PutEventsResult {
  return { ErrorCode: code, ErrorMessage: message };
}

/** An object that JSON text holds. */
function isObjectText(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function faultOf(entry: PutEventsEntry): PutEventsResult | null {
  for (const name of ["Source", "DetailType", "Detail"] as const) {
    if ((entry[name] ?? "") !== "") continue;
    return failed(
      "InvalidArgument",
      `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    );
  }
  if (!isObjectText(entry.Detail ?? "")) return failed("MalformedDetail", "Detail is malformed.");
  return entry.Source?.startsWith("aws.") === true
    ? failed("NotAuthorizedForSourceException", "Not authorized for the source.")
    : null;
}

/** Whole seconds, UTC. */
function timeOf({ Time: time }: PutEventsEntry, now: number): string {
  const given = typeof time === "number" ? time * 1000 : Date.parse(time ?? "");
  const at = Number.isNaN(new Date(given).getTime()) ? now : given;
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function envelope(entry: PutEventsEntry, id: string, facts: PutEventsFacts): string {
  const head: JsonObject = {
    version: "0",
    id,
    "detail-type": entry.DetailType ?? "",
    source: entry.Source ?? "",
    account: facts.account,
    time: timeOf(entry, facts.now),
    region: facts.region,
    resources: entry.Resources ?? [],
  };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${entry.Detail ?? "{}"}}`;
}

/**
 * What PutEvents answers to a request, and the events it lets in. A bus that is not there loses its
 * events without an error.
 *
 * @param entries as the SDK sends them; 1 to 10
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 * @example
 * putEvents([{ Source: "orders", DetailType: "Placed", Detail: "[]" }], facts);
 * // response.Entries[0]: { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }
 */
export function putEvents(
  entries: readonly PutEventsEntry[],
  facts: PutEventsFacts,
): PutEventsOutcome {
  if (entries.length === 0) return lengthError("greater than or equal to 1");
  if (entries.length > mostEntries) {
    return lengthError(`less than or equal to ${String(mostEntries)}`);
  }
  const size = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
  if (size > (facts.largestRequest ?? largest)) {
    return validation("Total size of the entries in the request is over the limit.");
  }
  const events: AcceptedEvent[] = [];
  const results = entries.map((entry): PutEventsResult => {
    const fault = faultOf(entry);
    if (fault !== null) return fault;
    const id = facts.newId();
    events.push({ bus: entry.EventBusName ?? "default", event: envelope(entry, id, facts) });
    return { EventId: id };
  });
  const failures = results.filter((result) => "ErrorCode" in result).length;
  return { response: { FailedEntryCount: failures, Entries: results }, events };
}
