import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { SourceDocument } from "../../../core/source-document.ts";
import { holdsUnresolved } from "../../../model/schema/is-unresolved.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";
import {
  isSet,
  tellIgnoredSetting,
  tellRefusedApi,
  tellRefusedOperations,
} from "../tell-unemulated.ts";
import { httpApiRefusal, httpRouteRefusal } from "./http-refusals.ts";

/** Properties of an HTTP API that change answers, and that are answered without. */
const ignoredSettings: ReadonlyMap<string, string> = new Map([
  ["DisableExecuteApiEndpoint", "switching off the default endpoint"],
]);

/**
 * What the stage does not emulate of an HTTP API, as problems to show before it starts. Settings
 * are placed in the template where it is given.
 */
export function findHttpUnemulated(
  api: WiredApi,
  template: SourceDocument | null,
): readonly Problem[] {
  const whole = httpApiRefusal(api);
  if (whole !== null) return [tellRefusedApi(api, whole)];
  const settings = [...ignoredSettings]
    .filter(([property]) => isSet(api.resource.properties[property]))
    .map(([property, what]) => tellIgnoredSetting(api, template, property, what));
  return [
    ...tellRefusedOperations(api, httpRouteRefusal),
    ...unknownCors(api, template),
    ...settings,
  ];
}

/** Origins that only AWS knows are taken for none, which must be said. */
function unknownCors(
  { resource, document }: WiredApi,
  template: SourceDocument | null,
): readonly Problem[] {
  const name = "CorsConfiguration";
  const own = resource.properties[name];
  if (!holdsUnresolved(own ?? document.root["x-amazon-apigateway-cors"])) return [];
  const place = joinPointer(resource.pointer, "Properties", name);
  return [
    createProblem({
      code: "stage/setting-not-emulated",
      message: `A part of the CORS configuration of ${resource.logicalId} is not known here; the stage answers as if that part were not set.`,
      location:
        (own === undefined ? undefined : template?.locate(place)) ?? document.source.locate(""),
    }),
  ];
}
