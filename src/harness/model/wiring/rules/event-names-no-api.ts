import { isObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem, type Severity } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type {
  FunctionEvent,
  FunctionResource,
  TemplateModel,
} from "../../template/template-model.ts";
import type { WiringFacts, WiringRule } from "../wiring-facts.ts";
import { mayHoldMore, writtenAt } from "../written-property.ts";

interface Manner {
  readonly property: "RestApiId" | "ApiId";
  readonly implicit: string;
  readonly own: string;
  readonly other: string;
  /** The hand-written type that may be named as well; SAM gives it a permission and no route. */
  readonly plain: string;
}

const manners: Readonly<Record<string, Manner>> = {
  Api: {
    property: "RestApiId",
    implicit: "ServerlessRestApi",
    own: "AWS::Serverless::Api",
    other: "AWS::Serverless::HttpApi",
    plain: "AWS::ApiGateway::RestApi",
  },
  HttpApi: {
    property: "ApiId",
    implicit: "ServerlessHttpApi",
    own: "AWS::Serverless::HttpApi",
    other: "AWS::Serverless::Api",
    plain: "AWS::ApiGatewayV2::Api",
  },
};

/**
 * An event whose RestApiId or ApiId is no API of the template (source: SAM translator, "RestApiId
 * must be a valid reference to an 'AWS::Serverless::Api' resource in same template").
 */
export const eventNamesNoApi: WiringRule = (facts) =>
  facts.functions.flatMap(({ resource }) =>
    resource.events.flatMap((event) => check(facts, resource, event)),
  );

interface Fault {
  readonly severity?: Severity;
  readonly what: string;
  readonly actual: string;
}

function check(
  { template }: WiringFacts,
  owner: FunctionResource,
  event: FunctionEvent,
): readonly Problem[] {
  const manner = Object.hasOwn(manners, event.type) ? manners[event.type] : undefined;
  if (manner === undefined) return [];
  const pointer = joinPointer(event.pointer, "Properties", manner.property);
  const written = writtenAt(template, pointer);
  if (written === undefined) return [];
  const fault = judge(written, manner, template);
  if (fault === null) return [];
  const apis = [...template.resources.values()]
    .filter(({ type, implicit }) => type === manner.own && !implicit)
    .map(({ logicalId }) => logicalId);
  const meant = apis.length === 1 ? apis : suggestNames(fault.actual, apis);
  return [
    createProblem({
      code: "wiring/event-names-no-api",
      ...(fault.severity === undefined ? {} : { severity: fault.severity }),
      message: `${manner.property} of the event ${event.name} of ${owner.logicalId} ${fault.what}.`,
      location: template.source.locate(pointer),
      expected: `a Ref to an ${manner.own} of the template`,
      actual: fault.actual,
      hint:
        meant.length === 0
          ? `Name an ${manner.own} of this template, or leave ${manner.property} out to use SAM's implicit API.`
          : meant.map((name) => `${manner.property}: !Ref ${name}`).join(", or "),
    }),
  ];
}

function judge(written: JsonValue, manner: Manner, template: TemplateModel): Fault | null {
  const name = isObject(written) && typeof written["Ref"] === "string" ? written["Ref"] : written;
  if (typeof name !== "string") {
    const what = "is not a plain reference; SAM refuses it (it should be a string)";
    return { what, actual: JSON.stringify(written) };
  }
  if (name === manner.implicit) return null;
  const type = writtenAt(template, joinPointer("/Resources", name, "Type"));
  if (type === undefined) {
    const isParameter = writtenAt(template, joinPointer("/Parameters", name)) !== undefined;
    // A Ref to nothing is told of with all other references of the template.
    if (mayHoldMore(template) || (!isParameter && isObject(written))) return null;
    const what = isParameter
      ? `is the parameter ${name}; SAM takes an API of the same template only`
      : `names ${name}, which the template does not have; SAM refuses it`;
    return { what, actual: name };
  }
  if (type === manner.own || type === manner.plain || typeof type !== "string") return null;
  if (type !== manner.other) {
    // Types of modules and macros may stand for an API.
    const what = `names ${name}, which is no API but an ${type}`;
    return type.startsWith("AWS::") && !type.endsWith("::MODULE") ? { what, actual: name } : null;
  }
  return ofOtherKind(name, type, manner);
}

/** SAM refuses an Api event on an HTTP API; an HttpApi event on a REST API gives a permission and no route. */
function ofOtherKind(name: string, type: string, manner: Manner): Fault {
  if (manner.own === "AWS::Serverless::Api")
    return { what: `names ${name}, which is an ${type}; SAM refuses it`, actual: name };
  const what = `names ${name}, which is an ${type}; SAM adds no route to it`;
  return { severity: "warning", what, actual: name };
}
