import type { JsonValue } from "../../core/json.ts";
import type { TextFiles } from "../../core/ports.ts";
import { sortProblems, type Problem } from "../../core/problem.ts";
import { isMisread, parseSourceDocument } from "../../core/source-document.ts";
import { apiKindOf, readApi } from "./apis.ts";
import { cloudFormationTags } from "./cloudformation-tags.ts";
import { isFunction, readFunction } from "./functions.ts";
import { isMap, known } from "./intrinsics/evaluation.ts";
import { resolveParameters } from "./parameters.ts";
import { checkProperties } from "./properties.ts";
import { checkReferences } from "./references.ts";
import { checkConditions, checkResources, checkTransforms, syntaxProblems } from "./structure.ts";
import { isTable, readTable } from "./tables.ts";
import type {
  ApiResource,
  Resolved,
  TemplateContext,
  TemplateModel,
  TemplateResource,
} from "./template-model.ts";
import { readPartly, readTextValue, type TemplateReader } from "./template-reader.ts";
import { TemplateScope } from "./template-scope.ts";
import { readSections } from "./template-sections.ts";

/** What a template is read from. */
export interface LoadTemplateInput {
  /** Path shown in problems, relative to the project root. */
  readonly file: string;
  /** YAML (short tags understood) or JSON. */
  readonly text: string;
  readonly context: TemplateContext;
  /** Where templates of nested stacks are read from; without it they stay unread. */
  readonly files?: TextFiles;
}

/**
 * Reads a SAM or CloudFormation template as it would deploy with the given parameters: Globals
 * merged, resources under a false condition left out, `Ref` and `Fn::GetAtt` answered per resource
 * type. Never throws; defects are in `problems`, what could be read is in the model.
 *
 * @example
 * const template = loadTemplate({ file: "template.yaml", text, context });
 * template.functions.map((each) => each.logicalId); // ["CreateOrderFunction", …]
 */
export function loadTemplate({ file, text, context }: LoadTemplateInput): TemplateModel {
  const source = parseSourceDocument({ file, text, customTags: cloudFormationTags });
  const root = source.value;
  const sections = readSections(root);
  const parameters = resolveParameters(sections.parameters, context.parameters, source);
  const scope = new TemplateScope(sections, parameters.values, context);
  const problems: Problem[] = [
    ...syntaxProblems(source),
    ...checkResources(root, source),
    ...checkTransforms(sections, source),
    ...parameters.problems,
    ...checkConditions(root, scope, sections, source),
    ...checkReferences(root, sections, source),
    ...checkProperties(root, sections.resources, source),
  ];
  const reader: TemplateReader = { scope, source, problems };
  const raw = [...scope.resources.values()];
  const functions = raw.filter(isFunction).map((resource) => readFunction(reader, resource));
  const tables = raw.filter(isTable).map((resource) => readTable(reader, resource));
  const apis = raw.flatMap((resource): readonly ApiResource[] => {
    const kind = apiKindOf(resource);
    return kind === null ? [] : [readApi(reader, resource, kind)];
  });
  const resources = new Map(
    raw.map((resource): [string, TemplateResource] => [
      resource.logicalId,
      {
        logicalId: resource.logicalId,
        type: resource.type,
        pointer: resource.pointer,
        physicalName: scope.physicalName(resource.logicalId),
        properties: readPartly(reader, resource.properties),
        implicit: resource.implicit,
      },
    ]),
  );
  return {
    file,
    source,
    functions,
    apis,
    tables,
    resources,
    context,
    parameters: knownParameters(parameters.values),
    outputs: readOutputs(reader, sections.outputs),
    stacks: new Map(),
    problems: sortProblems(isMisread(source) ? syntaxProblems(source) : problems),
    resolve: (value) => {
      const result = scope.evaluate(value);
      return result.known === "removed" ? known(null) : result;
    },
  };
}

function knownParameters(
  values: ReturnType<typeof resolveParameters>["values"],
): Readonly<Record<string, JsonValue>> {
  const entries: [string, JsonValue][] = [];
  for (const [name, value] of values) if (value.known === true) entries.push([name, value.value]);
  return Object.fromEntries(entries);
}

function readOutputs(
  reader: TemplateReader,
  outputs: { readonly [name: string]: JsonValue },
): Readonly<Record<string, Resolved<string>>> {
  const entries: [string, Resolved<string>][] = [];
  for (const [name, output] of Object.entries(outputs)) {
    if (!isMap(output) || output["Value"] === undefined) continue;
    const condition = output["Condition"];
    const holds = typeof condition === "string" ? reader.scope.condition(condition) : known(true);
    if (holds.known && !holds.value) continue;
    entries.push([
      name,
      readTextValue(reader, output["Value"], "the value", "the value is removed"),
    ]);
  }
  return Object.fromEntries(entries);
}
