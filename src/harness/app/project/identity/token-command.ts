import type {
  CognitoRouteAuthorizer,
  JwtRouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";

/** A word as a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The command that prints a token an authorizer takes, for `$(…)` of a shell. */
export function tokenCommand({
  name,
  scopes,
}: CognitoRouteAuthorizer | JwtRouteAuthorizer): string {
  const flags = scopes.map((scope) => ` --scope ${quoted(scope)}`);
  return `lockstep token --issuer ${quoted(name)}${flags.join("")}`;
}
