import type { ProblemCode } from "../../../src/harness/core/problem-codes.ts";
import { formatLocation, type Problem } from "../../../src/harness/core/problem.ts";
import type { GatewayApi } from "../../../src/harness/model/gateway/gateway-api.ts";
import { lintImport } from "../../../src/harness/model/gateway/lint-import.ts";
import { loadDocument } from "./load-document.ts";

/** A REST API of which the template says nothing but its name. */
export const restApi: GatewayApi = {
  logicalId: "Api",
  kind: "rest",
  authorizedOutside: false,
  stage: null,
  basePathMode: "ignore",
  cors: null,
};

/** An HTTP API of which the template says nothing but its name. */
export const httpApi: GatewayApi = { ...restApi, kind: "http" };

/** What one rule finds in a document written in a test. */
export function lintFor(
  code: ProblemCode,
  text: string,
  api: GatewayApi = restApi,
): readonly Problem[] {
  return lintImport({ document: loadDocument(text), api }).filter((each) => each.code === code);
}

/** `severity line:column` of each. */
export function placesFor(
  code: ProblemCode,
  text: string,
  api: GatewayApi = restApi,
): readonly string[] {
  return lintFor(code, text, api).map(({ severity, location }) => {
    const place = location === undefined ? "nowhere" : formatLocation(location);
    return `${severity} ${place.replace("openapi.yaml:", "")}`;
  });
}
