import type { JsonObject, JsonValue } from "../../../core/json.ts";
import type { JsonPointer } from "../../../core/json-pointer.ts";
import type { SourceDocument } from "../../../core/source-document.ts";

/** A provider state an interaction asks for. */
export interface ProviderStateReference {
  readonly name: string;
  readonly params: JsonObject;
  readonly pointer: JsonPointer;
}

/** The body of a pact's request or response. */
export interface PactBody {
  readonly value: JsonValue;
  readonly contentType: string | null;
  /** Where the value stands: V4 files have it under `content`. */
  readonly pointer: JsonPointer;
}

/** What a pact's request and response have in common. */
export interface PactMessage {
  readonly pointer: JsonPointer;
  /** Names as written; several values where the file has several. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** `null` when the contract says nothing of a body. */
  readonly body: PactBody | null;
  readonly matchingRules: JsonObject;
}

/** The request a consumer sends. */
export interface PactRequest extends PactMessage {
  /** Upper-case method. */
  readonly method: string;
  /** The example path, without query. */
  readonly path: string;
}

/** The response a consumer expects. */
export interface PactResponse extends PactMessage {
  readonly status: number;
}

/** What every interaction has. */
interface InteractionCommon {
  /** Position in the file's `interactions` (or `messages`). */
  readonly index: number;
  readonly pointer: JsonPointer;
  readonly description: string;
  readonly providerStates: readonly ProviderStateReference[];
  /** Fails without failing the run (V4). */
  readonly pending: boolean;
  /** `comments.references` of V4 files: group → name → value. */
  readonly references: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The interaction as the file has it. */
  readonly raw: JsonObject;
}

/** A request and the response a consumer expects. */
export interface HttpInteraction extends InteractionCommon {
  readonly type: "http";
  readonly request: PactRequest;
  readonly response: PactResponse;
}

/** A message a consumer expects, asynchronous or in answer to another. */
export interface MessageInteraction extends InteractionCommon {
  readonly type: "message";
}

/** One interaction of a pact file. */
export type PactInteraction = HttpInteraction | MessageInteraction;

/** A pact file that could be read. */
export interface PactFile {
  /** Relative to the project root, `/` separators. */
  readonly file: string;
  readonly path: string;
  readonly source: SourceDocument;
  readonly root: JsonObject;
  readonly consumer: string;
  readonly provider: string;
  /** Version of the Pact specification, e.g. `4.0`; `null` when the file does not say. */
  readonly specification: string | null;
  readonly interactions: readonly PactInteraction[];
}

/** The states of an interaction as one name: `an order exists`, `a and b`, or `no state`. */
export function describeStates(interaction: Pick<PactInteraction, "providerStates">): string {
  const names = interaction.providerStates.map((state) => state.name);
  return names.length === 0 ? "no state" : names.join(" and ");
}
