import type { Paint } from "./text-style.ts";

/** An event of the catalogue, as lists tell of it. */
export interface ListedEvent {
  readonly service: string;
  readonly event: string;
  readonly summary: string;
}

/** Services with their events, one a line. */
export function renderCatalogue(events: readonly ListedEvent[], paint: Paint): string {
  const width = Math.max(...events.map(({ event }) => event.length));
  const services = [...new Set(events.map(({ service }) => service))];
  const lines = services.flatMap((service) => [
    paint("bold", service),
    ...events
      .filter((each) => each.service === service)
      .map(({ event, summary }) => `  ${event.padEnd(width)}  ${paint("dim", summary)}`),
  ]);
  return `${lines.join("\n")}\n`;
}
