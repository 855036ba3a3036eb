import type { JsonValue } from "../../../core/json.ts";
import { enforcementOf } from "../enforced-security.ts";
import { listMethods } from "../list-methods.ts";
import { listSecuritySchemes } from "../list-security-schemes.ts";
import { count, problemAt, type ImportRule } from "../rule.ts";
import { plainMap } from "../unknowable.ts";

/** The guide says that `security` of the root is not used, recorded imports applied it: it is not to be relied on. */
export const reportRootSecurity: ImportRule = ({ document, api }) => {
  const written = document.root["security"];
  if (api.authorizedOutside || !Array.isArray(written) || written.length === 0) return [];
  const schemes = listSecuritySchemes(document);
  const names = written.flatMap((each: JsonValue) => Object.keys(plainMap(each) ?? {}));
  // What is not enforced anyway is told of already.
  const isEnforced = schemes.some(
    (scheme) => names.includes(scheme.name) && enforcementOf(scheme) === "enforced",
  );
  if (!isEnforced) return [];
  const bare = listMethods(document).filter(
    ({ raw, operation }) => raw["security"] === undefined && operation.integration !== null,
  );
  if (bare.length === 0) return [];
  return [
    problemAt(document, "/security", {
      code: "gateway/root-security",
      message: `API Gateway does not promise to apply the security of the document's root, which is all that protects ${count(bare.length, "operation")}.`,
    }),
  ];
};
