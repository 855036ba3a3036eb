import {
  eventCatalogue,
  eventsOfService,
  findEvent,
} from "../../model/events/catalogue/catalogue.ts";
import type { EventEntry } from "../../model/events/catalogue/event-entry.ts";
import type { ListedEvent } from "../report/render-catalogue.ts";

/** An option of an event, as the command line offers it. */
export interface ListedOption {
  readonly name: string;
  readonly aliases: readonly string[];
  /** `null`: none, or made up from the rest. */
  readonly default: string | null;
  readonly meaning: string;
  readonly choices: readonly string[];
}

/** An event with its options. */
export interface DescribedEvent extends ListedEvent {
  readonly options: readonly ListedOption[];
}

/** The events of a service, or all of them. Throws `events/event-unknown`, `events/event-not-offered`. */
export function listEvents(service: string | null): readonly ListedEvent[] {
  const entries = service === null ? eventCatalogue : eventsOfService(service);
  return entries.map(({ service: of, event, summary }) => ({ service: of, event, summary }));
}

/** What the command line takes for an event. Throws `events/event-unknown`, `events/event-not-offered`. */
export function describeEvent(service: string, event: string): DescribedEvent {
  const entry: EventEntry = findEvent(service, event);
  return {
    service: entry.service,
    event: entry.event,
    summary: entry.summary,
    options: entry.options.map((option) => ({
      name: option.name,
      aliases: option.aliases ?? [],
      default: option.default,
      meaning: option.meaning,
      choices: option.choices ?? [],
    })),
  };
}
