import { eventDigests } from "../../../src/harness/app/project/event-digests.ts";
import type { JsonObject } from "../../../src/harness/core/json.ts";
import { findEvent } from "../../../src/harness/model/events/catalogue/catalogue.ts";
import type { EventWorld } from "../../../src/harness/model/events/catalogue/event-world.ts";
import {
  makeEvent,
  type EventRequestOf,
  type Generated,
} from "../../../src/harness/model/events/catalogue/make-event.ts";
import { seededIds } from "../../../src/harness/model/events/catalogue/seeded-ids.ts";
import { defaultTime } from "../../../src/harness/model/events/operation-call.ts";

/** The world events are made in unless the command line says otherwise. */
export function catalogueWorld(seed = 0, changes: Partial<EventWorld> = {}): EventWorld {
  return {
    account: "123456789012",
    partition: "aws",
    region: "us-east-1",
    now: defaultTime,
    ids: seededIds(seed),
    digests: eventDigests,
    ...changes,
  };
}

/** Makes an event by its names, as `service event`. */
export function generate(
  name: string,
  given: Readonly<Record<string, string>> = {},
  changes: Partial<EventRequestOf> = {},
  world: EventWorld = catalogueWorld(),
): Generated {
  const [service = "", event = ""] = name.split(" ");
  return makeEvent(
    {
      entry: findEvent(service, event),
      given: new Map(Object.entries(given)),
      known: { table: null },
      count: null,
      settings: [],
      wrappings: [],
      places: { queueName: "MyQueue", topic: "ExampleTopic" },
      ...changes,
    },
    world,
  );
}

/** The event, which must be sound. */
export function soundEvent(...args: Parameters<typeof generate>): JsonObject {
  const { event, flaws } = generate(...args);
  if (flaws.length > 0) throw new Error(JSON.stringify(flaws));
  return event;
}
