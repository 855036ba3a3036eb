import type { JsonObject } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { findEvent } from "./catalogue.ts";
import type { EventEntry } from "./event-entry.ts";
import type { EventWorld } from "./event-world.ts";
import { judgeEvent, type EventFlaw } from "./judge-event.ts";
import { OptionValues, type KnownResources } from "./option-values.ts";
import { setMembers, type SetMember } from "./set-member.ts";
import { wrapEvents, type MadeEvent, type WrapPlaces } from "./wrap-event.ts";

/** What is asked of the catalogue. */
export interface EventRequestOf {
  readonly entry: EventEntry;
  /** Values by option name. */
  readonly given: ReadonlyMap<string, string>;
  readonly known: KnownResources;
  /** `null`: as many as the event has by default. */
  readonly count: number | null;
  readonly settings: readonly SetMember[];
  /** From the inside out. */
  readonly wrappings: readonly ("eventbridge" | "sns" | "sqs")[];
  readonly places: WrapPlaces;
}

/** An event that was made, and what of it no service would send; nothing where it is sound. */
export interface Generated {
  readonly event: JsonObject;
  readonly flaws: readonly EventFlaw[];
}

/** Records in one event: the largest batch there is (SQS, Kinesis, DynamoDB). */
const mostRecords = 10_000;

/** S3 tells EventBridge of the same change in another form. */
function throughEventBridge(entry: EventEntry): EventEntry {
  if (entry.kind === "s3") {
    return findEvent(
      "eventbridge",
      entry.event === "put" ? "s3-object-created" : "s3-object-deleted",
    );
  }
  throw new LockstepError({
    code: "events/wrap-refused",
    message: `No service sends ${entry.service} ${entry.event} to EventBridge in this form.`,
    hint: "S3 does (`s3 put --wrap eventbridge`); for events of your own there is `eventbridge custom`.",
  });
}

function checkCount({ count, entry, wrappings }: EventRequestOf): void {
  if (count === null) return;
  if (count < 1 || count > mostRecords) {
    throw new LockstepError({
      code: "events/option-invalid",
      message: `--count takes 1 to ${mostRecords}, not ${count}.`,
    });
  }
  if (count === 1 || entry.batches || wrappings.includes("sqs")) return;
  throw new LockstepError({
    code: "events/option-invalid",
    message: `--count ${count}: one event of ${entry.service} ${entry.event} holds one record, and several events are no event.`,
    hint: "Run the command once for each, with another --seed.",
  });
}

function makeOne(request: EventRequestOf, entry: EventEntry, world: EventWorld): MadeEvent {
  const count = entry.batches ? request.count : null;
  const offered = new Set(entry.options.map(({ name }) => name));
  const given = new Map([...request.given].filter(([name]) => offered.has(name)));
  const values = new OptionValues(entry.options, given, count, request.known);
  const built = setMembers(entry.build(values, world), request.settings);
  const paths = request.settings.map(({ path }) => path);
  const event = entry.settle?.(built, world, (path) => paths.includes(path)) ?? built;
  return { event, kind: entry.kind, schema: entry.schema };
}

/**
 * Makes an event of the catalogue: built, changed by hand, held against its schema, wrapped. Same request and
 * world, same event. Throws `events/option-invalid`, `events/set-invalid`, `events/wrap-refused`.
 */
export function makeEvent(request: EventRequestOf, world: EventWorld): Generated {
  checkCount(request);
  const isThrough = request.wrappings[0] === "eventbridge";
  const entry = isThrough ? throughEventBridge(request.entry) : request.entry;
  const outer = isThrough ? request.wrappings.slice(1) : request.wrappings;
  // A batch is one event; what is not one fills the messages of a queue.
  const times = entry.batches ? 1 : (request.count ?? 1);
  let made = Array.from({ length: times }, () => makeOne(request, entry, world));
  const flaws = made.flatMap(({ event, schema }) => judgeEvent(event, schema));
  for (const wrapping of outer) {
    if (wrapping === "eventbridge") throughEventBridge({ ...entry, kind: null });
    else if (wrapping === "sns") {
      made = made.map((each) => wrapEvents([each], "sns", request.places, world));
    } else made = [wrapEvents(made, "sqs", request.places, world)];
  }
  const [whole] = made;
  if (whole === undefined) throw new TypeError("Nothing was made.");
  if (flaws.length > 0) return { event: whole.event, flaws };
  return { event: whole.event, flaws: judgeEvent(whole.event, whole.schema) };
}
