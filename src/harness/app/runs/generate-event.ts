import { isJsonObject, parseJson } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { judgeEvent } from "../../model/events/catalogue/judge-event.ts";
import { setMembers } from "../../model/events/catalogue/set-member.ts";
import { detectEventKind } from "../../model/events/event-kind.ts";
import { eventSchema } from "../../model/events/event-schemas.ts";
import { exampleRequests, type ExampleRequest } from "../../model/generate/example-requests.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import { eventOfRequest, type GatewayEvent } from "../project/event-of-request.ts";
import { findOperation } from "../project/find-operation.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import {
  flawProblems,
  readAccount,
  readSettings,
  readTime,
  type CommonEventOptions,
  type GeneratedEvent,
} from "./generate-catalogue-event.ts";
import { writeEvent } from "./write-event.ts";

/** What `events generate --operation` is asked to do. */
export interface GenerateEventOptions extends Partial<
  Pick<CommonEventOptions, "accountId" | "now" | "settings">
> {
  readonly overrides: ConfigOverrides;
  /** operationId, or `METHOD /path`. */
  readonly operation: string;
  /** Named example of the request body; `null` takes the first. */
  readonly example: string | null;
  /** File to write, relative to the project root; `null` only returns the text. */
  readonly out: string | null;
}

function chooseExample(
  examples: readonly ExampleRequest[],
  operation: Operation,
  name: string | null,
): ExampleRequest {
  const found = name === null ? examples[0] : examples.find((example) => example.name === name);
  if (found !== undefined) return found;
  throw new LockstepError({
    code: "project/operation-unknown",
    message:
      name === null
        ? `No valid request of ${operation.key} can be made: its examples break its schema, or no sample of the schema could be found.`
        : `${operation.key} has no valid example called "${name}".`,
    hint:
      examples.length === 0
        ? "Run `lockstep check` to see what is wrong with its examples."
        : `Its examples are ${examples.map((example) => example.name).join(", ")}.`,
  });
}

/** Members of a REST API's `identity` that types demand and the service leaves out (recorded). */
const unsent: ReadonlySet<string> = new Set(["apiKey", "apiKeyId", "clientCert"]);

/** The event as it goes over the wire. */
function asSent(event: GatewayEvent): unknown {
  if ("version" in event) return event;
  const { identity, ...context } = event.requestContext;
  const sent = Object.entries(identity).filter(
    ([name, value]) => value !== null || !unsent.has(name),
  );
  return { ...event, requestContext: { ...context, identity: Object.fromEntries(sent) } };
}

/**
 * Makes the event API Gateway would send for an operation, from the spec's examples. Same spec, same
 * bytes. Throws `project/operation-unknown`, `project/event-not-made`, `events/option-invalid`,
 * `events/set-invalid`.
 */
export async function generateEvent(options: GenerateEventOptions): Promise<GeneratedEvent> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  const { api, operation } = findOperation(project, options.operation);
  const { stageVariables } = api.wired.resource;
  const example = chooseExample(
    exampleRequests(api.document, operation),
    operation,
    options.example,
  );
  const accountId = readAccount(options.accountId ?? null);
  // A sample file is the same on every run: ids and times are fixed.
  const built = asSent(
    eventOfRequest(
      project,
      { api, operation },
      {
        ...example,
        stageVariables,
        requestTimeEpoch: readTime(options.now ?? null),
        ...(accountId === null ? {} : { accountId }),
      },
    ),
  );
  const settings = readSettings(options.settings ?? []);
  if (settings.length === 0) {
    const text = `${JSON.stringify(built, null, 2)}\n`;
    return { ...writeEvent(config.root, options.out, text), problems: [] };
  }
  const plain = parseJson(JSON.stringify(built));
  const event = isJsonObject(plain) ? setMembers(plain, settings) : {};
  const kind = detectEventKind(event);
  const schema = kind === null ? null : eventSchema(kind, event);
  const flaws =
    schema === null
      ? [{ path: "", message: "has no form of API Gateway any more" }]
      : judgeEvent(event, schema);
  const problems = flawProblems(operation.key, flaws);
  const text = `${JSON.stringify(event, null, 2)}\n`;
  if (problems.length > 0) return { text, file: null, problems };
  return { ...writeEvent(config.root, options.out, text), problems };
}
