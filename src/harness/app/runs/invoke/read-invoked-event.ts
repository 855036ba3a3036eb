import { parseJson, type JsonValue } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { formatLocation, type Problem } from "../../../core/problem.ts";
import { validateEvent, type EventFile } from "../../../model/events/validate-event.ts";
import type { Project } from "../../project/load-project.ts";
import { readEventText } from "../read-event-text.ts";

/** An event as it was read. */
export interface ReadEvent {
  readonly file: EventFile;
  readonly value: JsonValue;
  /** What is wrong with its shape, whoever it is for. */
  readonly problems: readonly Problem[];
}

/** Faults that keep a file from being an event at all; its shape is the function's own business. */
const unreadable: ReadonlySet<string> = new Set([
  "events/byte-order-mark",
  "events/syntax-error",
  "events/body-not-a-string",
]);

/**
 * Reads the event of a file, a pipe or standard input (`-`). Rejects with `project/event-unreadable` for
 * what is no event: not there, no JSON, a body that is no text.
 */
export async function readInvokedEvent(
  { config, files }: Project,
  name: string,
  openStdin: () => AsyncIterable<unknown>,
): Promise<ReadEvent> {
  const text = await readEventText(name, { root: config.root, files, openStdin });
  const file: EventFile = { file: name === "-" ? "standard input" : name, text };
  const problems = validateEvent(file);
  const fault = problems.find(({ code, severity }) => unreadable.has(code) && severity === "error");
  if (fault !== undefined) {
    throw new LockstepError({
      code: "project/event-unreadable",
      message: `${fault.location === undefined ? file.file : formatLocation(fault.location)}: ${fault.message}`,
      ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    });
  }
  return { file, value: parseJson(text), problems };
}
