import { isObject, type JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { parseSourceDocument } from "../../../core/source-document.ts";
import {
  detectEventKind,
  isPartOfRestEvent,
  senderOf,
  type EventKind,
} from "../../../model/events/event-kind.ts";
import { judgeShapeAs } from "../../../model/events/judge-event-shape.ts";
import type { EventFile } from "../../../model/events/validate-event.ts";
import { eventSourcesOf, type EventSources } from "../../../model/wiring/event-sources.ts";
import type { Project } from "../../project/load-project.ts";

/** Shapes nobody knows are no fault of an event that a function gets directly. */
const notTold: ReadonlySet<string> = new Set(["events/unknown-kind", "events/no-schema"]);

/** `SQS or SNS`, each sender once. */
function sendersOf(sources: EventSources): string {
  const kinds = new Set(sources.declared.map(({ kind }) => kind));
  return [...kinds].map(senderOf).join(" or ");
}

function generateCommand({ operations }: EventSources): string | null {
  const [operation] = operations;
  if (operation === undefined) return null;
  const name = /^[\w.-]+$/.test(operation) ? operation : JSON.stringify(operation);
  return `lockstep events generate --operation ${name}`;
}

function mismatch(
  file: EventFile,
  functionId: string,
  kind: EventKind | null,
  sources: EventSources,
): Problem {
  const looks =
    kind === null
      ? `${file.file} has the form of none of these`
      : `${file.file} looks like an event of ${senderOf(kind)}`;
  const command = generateCommand(sources);
  return createProblem({
    code: "project/event-of-another-source",
    message: `The template leads events of ${sendersOf(sources)} to ${functionId}, and ${looks}.`,
    location: parseSourceDocument(file).locate(""),
    related: sources.declared.flatMap(({ by, location }) =>
      location === null ? [] : [{ message: by, location }],
    ),
    hint:
      command === null
        ? `Give it an event of ${sendersOf(sources)}, or name the function that was meant.`
        : `\`${command}\` makes one that fits.`,
  });
}

/** An event cut down so far that only the function's one source tells what it is a part of. */
function judgePart(
  file: EventFile,
  value: JsonValue,
  { declared }: EventSources,
): readonly Problem[] | null {
  const [only, ...others] = new Set(declared.map(({ kind }) => kind));
  if (only === undefined || others.length > 0) return null;
  return judgeShapeAs(only, parseSourceDocument(file), value);
}

/** A REST API's event is made from its operation; what else is wrong keeps its own hint. */
function withCommand(problem: Problem, kind: EventKind | null, sources: EventSources): Problem {
  const command = kind === "apigateway-rest" ? generateCommand(sources) : null;
  const isShape =
    problem.code === "events/incomplete-event" || problem.code === "events/schema-violation";
  return command === null || !isShape
    ? problem
    : { ...problem, hint: `\`${command}\` makes a whole one.` };
}

/**
 * What is wrong with an event for the function it is given to: it is of another source than those the
 * template declares, or not what its own sends. All of it is warnings, the function runs. Nothing is said
 * of `{}`, and not of the source where something may call the function with any payload.
 *
 * @param shape what `validateEvent` found in the file
 */
export function judgeInvokedEvent(
  project: Project,
  functionId: string,
  file: EventFile,
  value: JsonValue,
  shape: readonly Problem[],
): readonly Problem[] {
  if (isObject(value) && Object.keys(value).length === 0) return [];
  const sources = eventSourcesOf(project.model, functionId);
  const kind = isPartOfRestEvent(value) ? "apigateway-rest" : detectEventKind(value);
  const { declared, open } = sources;
  const tell = (problems: readonly Problem[], of: EventKind | null): readonly Problem[] =>
    problems
      .filter(({ code }) => !notTold.has(code))
      .map((problem) => withCommand({ ...problem, severity: "warning" }, of, sources));
  if (open || declared.length === 0 || declared.some((each) => each.kind === kind)) {
    return tell(shape, kind);
  }
  const part = kind === null ? judgePart(file, value, sources) : null;
  return part === null
    ? [mismatch(file, functionId, kind, sources)]
    : tell(part, declared[0]?.kind ?? null);
}
