import type { JsonObject } from "../../../../core/json.ts";
import type { EventOption } from "../event-option.ts";
import type { OptionValues } from "../option-values.ts";
import { shape, textMap } from "../strict-schema.ts";

/** What a trigger has of its own. */
export interface Trigger {
  readonly event: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Values of `triggerSource`, the first by default. */
  readonly sources: readonly string[];
  readonly version?: "1" | "2" | "3";
  readonly options?: readonly EventOption[];
  readonly request: (values: OptionValues, source: string) => JsonObject;
  readonly response: JsonObject;
  readonly requestSchema: JsonObject;
  readonly responseSchema: JsonObject;
}

export const attributesOption: EventOption = {
  name: "user-attributes",
  default: '{"email": "user@example.com", "email_verified": "true"}',
  meaning: 'attributes of the user, beside sub: {"email": "…"}',
  kind: "json",
};

export const metadataOption: EventOption = {
  name: "client-metadata",
  default: null,
  meaning: "metadata the client sent, as a JSON object of texts",
  kind: "json",
};

export function metadata(values: OptionValues): { readonly clientMetadata?: JsonObject } {
  return values.optional("client-metadata") === null
    ? {}
    : { clientMetadata: values.textMap("client-metadata") };
}

/** Attributes of the user; every user of a pool has a sub. */
export function attributes(values: OptionValues): JsonObject {
  return { sub: "00000000-0000-4000-8000-000000000001", ...values.textMap("user-attributes") };
}

export const withAttributes = (values: OptionValues): JsonObject => ({
  userAttributes: attributes(values),
  ...metadata(values),
});

export const clientMetadata = { clientMetadata: textMap };
export const noMembers = shape({});
