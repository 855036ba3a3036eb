import type { IdentitySource } from "../../model/wiring/authorization/identity-source.ts";
import type { WiredOperation } from "../../model/wiring/project-model.ts";
import type { Target } from "../../core/target.ts";
import { takesLocalCredentials } from "../project/identity/target-with-credentials.ts";
import { tokenCommand } from "../project/identity/token-command.ts";
import { isLoopbackUrl } from "../project/identity/find-local-stage.ts";

function headerOf(sources: readonly IdentitySource[]): string {
  return sources.find(({ place }) => place === "header")?.name ?? "Authorization";
}

/** What to give an operation that was refused for want of credentials; `null` where nothing more can be said. */
export function hintAtCredentials(wired: WiredOperation, target: Target): string | null {
  const { authorizer, apiKeyRequired } = wired.authorization;
  const isHere =
    takesLocalCredentials(target) || (target.baseUrl !== null && isLoopbackUrl(target.baseUrl));
  const key = apiKeyRequired ? ' and an API key (--header "x-api-key: …")' : "";
  switch (authorizer.kind) {
    case "cognito":
    case "jwt": {
      const name = headerOf(authorizer.identitySources);
      if (!isHere)
        return `Give a token that ${authorizer.name} takes (--header "${name}: Bearer …")${key}.`;
      return `Give a token of this project: --header "${name}: Bearer $(${tokenCommand(authorizer)})"${key}; a stage of another project does not take it.`;
    }
    case "lambda": {
      const name = headerOf(authorizer.identitySources);
      const given = takesLocalCredentials(target) && target.isLocal !== true;
      const as = given ? ", or say what it would return (--as caller.json)" : "";
      return `The authorizer "${authorizer.name}" is a function; give what it takes (--header "${name}: …")${key}${as}.`;
    }
    case "iam":
      return isHere
        ? "Sign requests with the access key local and the secret local; lockstep check does so by itself on its own stage."
        : "The method asks for a signature (AWS_IAM), which is not made for a deployed stage.";
    default:
      return apiKeyRequired ? 'Give an API key: --header "x-api-key: …".' : null;
  }
}
