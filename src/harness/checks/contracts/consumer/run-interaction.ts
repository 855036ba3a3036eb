import type { Pact } from "@pact-foundation/pact";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import {
  normaliseHeaderName,
  type InteractionData,
  type TextTemplate,
} from "./interaction-data.ts";

type Interaction = ReturnType<Pact["addInteraction"]>;
type RequestBuilder = Parameters<NonNullable<Parameters<Interaction["withRequest"]>[2]>>[0];
type TemplateHeaders = Parameters<RequestBuilder["headers"]>[0];
type TemplateQuery = Parameters<RequestBuilder["query"]>[0];
type StateParameters = NonNullable<Parameters<Interaction["given"]>[1]>;

/** The server that plays the provider while a test runs. */
export interface MockProvider {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

/** Who talks to whom, and the empty folder Pact writes the interaction's file into. */
export interface InteractionPlace {
  readonly consumer: string;
  readonly provider: string;
  readonly folder: string;
}

function toPactHeaders(headers: Readonly<Record<string, TextTemplate>>): TemplateHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [normaliseHeaderName(name), value]),
  );
}

function isList(value: TextTemplate | readonly TextTemplate[]): value is readonly TextTemplate[] {
  return Array.isArray(value);
}

function toPactQuery(query: NonNullable<InteractionData["request"]["query"]>): TemplateQuery {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, isList(value) ? [...value] : value]),
  );
}

// Pact's declarations take nothing read-only.
function toPactJson(value: JsonValue): StateParameters[string] {
  if (value === null || typeof value !== "object") return value;
  return isJsonObject(value) ? toStateParameters(value) : value.map((item) => toPactJson(item));
}

function toStateParameters(params: JsonObject): StateParameters {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, toPactJson(value)]));
}

function describeInteraction(unconfigured: Interaction, data: InteractionData): Interaction {
  const given = data.states.reduce(
    (interaction, state) =>
      Object.keys(state.params).length === 0
        ? interaction.given(state.name)
        : interaction.given(state.name, toStateParameters(state.params)),
    unconfigured,
  );
  const named = given.uponReceiving(data.description);
  const referenced =
    data.operationId === null ? named : named.reference("OpenAPI", "operationId", data.operationId);
  return data.pending ? referenced.pending() : referenced;
}

/**
 * Runs a test against Pact's mock server for one interaction and has Pact write its file. Rejects
 * when the test throws, or when what it sent is not the interaction's request.
 *
 * The interaction gets a Pact object of its own: one object cannot be used by two tests at a time.
 */
export async function runInteraction<T>(
  place: InteractionPlace,
  data: InteractionData,
  test: (provider: MockProvider) => Promise<T>,
): Promise<T> {
  const { Pact: PactV4 } = await import("@pact-foundation/pact");
  const pact = new PactV4({
    consumer: place.consumer,
    provider: place.provider,
    dir: place.folder,
    logLevel: "error",
  });
  const { request, response } = data;
  const outcome = await describeInteraction(pact.addInteraction(), data)
    .withRequest(request.method.toUpperCase(), request.path, (builder) => {
      if (request.query !== undefined) builder.query(toPactQuery(request.query));
      if (request.headers !== undefined) builder.headers(toPactHeaders(request.headers));
      if (request.body !== undefined) builder.jsonBody(request.body);
    })
    .willRespondWith(response.status, (builder) => {
      if (response.headers !== undefined) builder.headers(toPactHeaders(response.headers));
      if (response.body !== undefined) builder.jsonBody(response.body);
    })
    .executeTest(async ({ url }) => ({ value: await test({ url }) }));
  if (outcome === undefined) throw new Error(`Pact gave no outcome for "${data.description}".`);
  return outcome.value;
}
