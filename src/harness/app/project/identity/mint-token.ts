import { LockstepError } from "../../../core/lockstep-error.ts";
import type { JsonValue } from "../../../core/json.ts";
import type {
  CognitoRouteAuthorizer,
  JwtRouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";
import { issuersOf } from "../../../local/stage/authorization/token-issuers.ts";
import { makeToken } from "./make-token.ts";
import type { Project } from "../load-project.ts";
import { partsOf } from "../project-parts.ts";

/** What a token should say; the rest is taken from the template's authorizer. */
export interface TokenRequest {
  /** Name of an authorizer, or its issuer; needed where the template has several. */
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly scopes: readonly string[];
  /** Claims by name, over those that are made up. */
  readonly claims: Readonly<Record<string, JsonValue>>;
}

type TokenAuthorizer = CognitoRouteAuthorizer | JwtRouteAuthorizer;

function authorizersOf(project: Project): readonly TokenAuthorizer[] {
  const found = new Map<string, TokenAuthorizer>();
  for (const { apis } of partsOf(project)) {
    for (const { wired } of apis) {
      for (const { authorization } of wired.operations) {
        const { authorizer } = authorization;
        if (authorizer.kind !== "cognito" && authorizer.kind !== "jwt") continue;
        if (!found.has(authorizer.name)) found.set(authorizer.name, authorizer);
      }
    }
  }
  return [...found.values()];
}

/**
 * Makes a token that the stage on this machine takes. Throws `project/token-issuer-unknown` where no issuer is named
 * and the template has none or several.
 */
export async function mintTokenFor(project: Project, wanted: TokenRequest): Promise<string> {
  const all = authorizersOf(project);
  const named = all.filter(
    (each) =>
      wanted.issuer === null ||
      each.name === wanted.issuer ||
      issuersOf(each)?.includes(wanted.issuer) === true,
  );
  const issuers = new Set(named.flatMap((each) => issuersOf(each) ?? []));
  const isUrl = wanted.issuer !== null && /^https?:/u.test(wanted.issuer);
  const issuer = isUrl ? wanted.issuer : issuers.size === 1 ? ([...issuers][0] ?? null) : null;
  if (issuer === null) throw unknownIssuer(all, wanted.issuer);
  const authorizer = named[0];
  const isCognito = authorizer?.kind === "cognito";
  const audience = authorizer?.kind === "jwt" ? authorizer.audience[0] : undefined;
  const use = wanted.scopes.length === 0 ? "id" : "access";
  return makeToken(
    project.config.root,
    {
      issuer,
      audience: wanted.audience ?? (typeof audience === "string" ? audience : null),
      scopes: wanted.scopes,
      claims: { ...(isCognito ? { token_use: use } : {}), ...wanted.claims },
    },
    Date.now(),
  );
}

function unknownIssuer(all: readonly TokenAuthorizer[], named: string | null): LockstepError {
  const details = all.map((each) => `${each.name}: ${issuersOf(each)?.join(", ") ?? "not known"}`);
  return new LockstepError({
    code: "project/token-issuer-unknown",
    message:
      named !== null
        ? `No authorizer of the template is called "${named}" or takes tokens of it.`
        : details.length === 0
          ? "No authorizer of the template takes tokens."
          : "Several authorizers of the template take tokens, or the issuer of one is not known here.",
    ...(details.length === 0 ? {} : { details }),
  });
}
