import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import { exampleRequests, type ExampleRequest } from "../../model/generate/example-requests.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import { eventOfRequest, type GatewayEvent } from "../project/event-of-request.ts";
import { findOperation } from "../project/find-operation.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";

/** What `events generate` is asked to do. */
export interface GenerateEventOptions {
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
 * bytes. Throws `project/operation-unknown`, `project/event-not-made`.
 */
export async function generateEvent(
  options: GenerateEventOptions,
): Promise<{ readonly text: string; readonly file: string | null }> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  const { api, operation } = findOperation(project, options.operation);
  const { stageVariables } = api.wired.resource;
  const example = chooseExample(
    exampleRequests(api.document, operation),
    operation,
    options.example,
  );
  // A sample file is the same on every run: ids and times are fixed.
  const event = eventOfRequest(project, { api, operation }, { ...example, stageVariables });
  const text = `${JSON.stringify(asSent(event), null, 2)}\n`;
  if (options.out === null) return { text, file: null };
  const file = resolve(config.root, options.out);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { text, file: options.out };
}
