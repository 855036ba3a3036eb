import { headerValue, headerValues } from "../../../core/http-message.ts";
import { decodeHttpQuery } from "../../../model/events/http-query.ts";
import { decodeQuery } from "../../../model/events/query-parameters.ts";
import type { IdentitySource } from "../../../model/wiring/authorization/identity-source.ts";
import type { AuthorizationSubject, AuthorizingContext } from "./authorization-subject.ts";

/** What a request carries for an authorizer. */
export type Identity =
  | { readonly kind: "whole"; readonly values: readonly string[] }
  /** A source that is missing or empty. */
  | { readonly kind: "missing"; readonly source: IdentitySource }
  /** A source whose value the stage does not know. */
  | { readonly kind: "unknown"; readonly source: IdentitySource };

/** Reads all identity sources of an authorizer off a request. */
export function readIdentity(
  context: Pick<AuthorizingContext, "api">,
  sources: readonly IdentitySource[],
  subject: AuthorizationSubject,
): Identity {
  const values: string[] = [];
  for (const source of sources) {
    const value = readSource(context, source, subject);
    if (value === undefined) return { kind: "unknown", source };
    if (value === null || value === "") return { kind: "missing", source };
    values.push(value);
  }
  return { kind: "whole", values };
}

function readSource(
  { api }: Pick<AuthorizingContext, "api">,
  { place, name }: IdentitySource,
  subject: AuthorizationSubject,
): string | null | undefined {
  switch (place) {
    case "header":
      return headerOf(subject, name);
    case "querystring":
      return queryOf(subject, name);
    case "stageVariables": {
      const variables = api.stageVariables ?? {};
      return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
    }
    case "context":
      return subject.contextValue(name);
  }
}

/** Of a repeated header a REST API takes the last, an HTTP API all of them. Blanks around a value are none of it. */
function headerOf({ kind, arrival }: AuthorizationSubject, name: string): string | null {
  const { headers } = arrival.request;
  if (kind === "rest") return headerValue(headers, name)?.trim() ?? null;
  const values = headerValues(headers, name).map((value) => value.trim());
  return values.every((value) => value === "") ? null : values.join(",");
}

function queryOf({ kind, arrival }: AuthorizationSubject, name: string): string | null {
  const { query } = arrival.request;
  if (kind === "http") {
    const values = decodeHttpQuery(query).get(name) ?? [];
    return values.every((value) => value === "") ? null : values.join(",");
  }
  const { single } = decodeQuery(query);
  return single !== null && Object.hasOwn(single, name) ? (single[name] ?? null) : null;
}
