import type { JsonValue } from "../../core/json.ts";
import type { TextFiles } from "../../core/ports.ts";
import { sortProblems, type Problem, type RelatedLocation } from "../../core/problem.ts";
import { isMisread, parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";
import { apiKindOf, readApi } from "./apis.ts";
import { cloudFormationTags } from "./cloudformation-tags.ts";
import { expandLoops, type UnrolledTemplate } from "./expand-loops.ts";
import { isFunction, readFunction } from "./functions.ts";
import { intrinsicUses, referenceUses } from "./intrinsic-uses.ts";
import { isMap, known } from "./intrinsics/evaluation.ts";
import { reportMissing } from "./missing-parameters.ts";
import { resolveParameters, type ResolvedParameters } from "./parameters.ts";
import { checkProperties } from "./properties.ts";
import { checkTemplate } from "./rules/check-template.ts";
import { namesAllItHas } from "./rules/checked-template.ts";
import { StackLoader, type StackBudget, type StackInput } from "./stack-loader.ts";
import { checkConditions, checkResources, checkTransforms, syntaxProblems } from "./structure.ts";
import { checkTabs } from "./tabs.ts";
import { isTable, readTable } from "./tables.ts";
import type {
  ApiResource,
  Resolved,
  TemplateContext,
  TemplateModel,
  TemplateResource,
} from "./template-model.ts";
import { readPartly, readTextValue, undecidedIn, type TemplateReader } from "./template-reader.ts";
import { TemplateScope } from "./template-scope.ts";
import { readSections, type RawResource, type TemplateSections } from "./template-sections.ts";

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
 * Reads a SAM or CloudFormation template as it would deploy with the given parameters: loops
 * unrolled, Globals merged, resources under a false condition left out, `Ref` and `Fn::GetAtt`
 * answered per resource type, nested stacks on this machine read. Never throws; defects are in
 * `problems`, what could be read is in the model.
 *
 * @example
 * const template = loadTemplate({ file: "template.yaml", text, context });
 * template.functions.map((each) => each.logicalId); // ["CreateOrderFunction", …]
 */
export function loadTemplate(input: LoadTemplateInput): TemplateModel {
  return loadStack(
    {
      ...input,
      ancestors: [],
      unknownParameters: new Map(),
      anyParameter: null,
      undecided: null,
      parent: null,
    },
    { read: 0 },
  );
}

/** What a template's text comes to before anything is read from it. */
interface PreparedTemplate {
  readonly parsed: SourceDocument;
  readonly unrolled: UnrolledTemplate;
  readonly sections: TemplateSections;
  readonly parameters: ResolvedParameters;
}

function prepare(input: StackInput): PreparedTemplate {
  const { file, text, context, ancestors, unknownParameters } = input;
  const parsed = parseSourceDocument({ file, text, customTags: cloudFormationTags });
  const written = readSections(parsed.value);
  const parameters = resolveParameters({
    declared: written.parameters,
    overrides: context.parameters,
    unknownOverrides: unknownParameters,
    anyOverride: input.anyParameter,
    isNested: ancestors.length > 0,
    source: parsed,
  });
  const outer = new TemplateScope({ ...written, resources: new Map() }, parameters.values, context);
  const unrolled = expandLoops(parsed, (value) => outer.evaluate(value));
  const { source } = unrolled;
  const sections = source === parsed ? written : readSections(source.value);
  return { parsed, unrolled, sections, parameters };
}

function loadStack(input: StackInput, budget: StackBudget): TemplateModel {
  const { file, context } = input;
  const { parsed, unrolled, sections, parameters } = prepare(input);
  const { source } = unrolled;
  const loader = new StackLoader(input, source, budget, (child) => loadStack(child, budget));
  const scope: TemplateScope = new TemplateScope(
    sections,
    parameters.values,
    context,
    (resource, output) => loader.output(resource, output, scope),
  );
  const stacks = loader.stacks(scope);
  const needs: RelatedLocation[] = [];
  const problems = [
    ...syntaxProblems(source),
    ...checkTabs(parsed),
    ...checkResources(source.value, source, unrolled.loops.length > 0),
    ...checkTransforms(sections, source),
    ...parameters.problems,
    ...unrolled.problems,
    ...checkConditions(scope, sections, source, needs),
    ...checkProperties(source.value, sections, source),
    ...rulesOf(unrolled, sections, scope, stacks),
  ];
  const reader: TemplateReader = { scope, source, problems, needs, undecided: input.undecided };
  const raw = [...scope.resources.values()];
  const functions = raw.filter(isFunction).map((resource) => readFunction(reader, resource));
  const tables = raw.filter(isTable).map((resource) => readTable(reader, resource));
  const apis = raw.flatMap((resource): readonly ApiResource[] => {
    const kind = apiKindOf(resource);
    return kind === null ? [] : [readApi(reader, resource, kind)];
  });
  const outputs = readOutputs(reader, sections.outputs);
  problems.push(
    ...loader.problems,
    ...reportMissing(parameters.missing, needs, source, input.parent),
  );
  return {
    file,
    source,
    functions,
    apis,
    tables,
    resources: new Map(raw.map((resource) => [resource.logicalId, readResource(reader, resource)])),
    context,
    parameters: knownParameters(parameters.values),
    outputs,
    stacks,
    problems: sortProblems(isMisread(source) ? syntaxProblems(source) : problems),
    resolve: (value) => {
      const result = scope.evaluate(value);
      return result.known === "removed" ? known(null) : result;
    },
  };
}

function rulesOf(
  { source, loops, problems }: UnrolledTemplate,
  sections: TemplateSections,
  scope: TemplateScope,
  stacks: ReadonlyMap<string, TemplateModel>,
): readonly Problem[] {
  const root = source.value;
  const uses = intrinsicUses(root, sections, scope);
  const references = referenceUses(uses);
  const isWhole = problems.length === 0 && namesAllItHas(root, sections);
  const checked = { root, source, sections, scope, uses, references, loops, stacks, isWhole };
  return checkTemplate(checked);
}

/** Properties are worked out when they are first looked at: few of a big template's are. */
function readResource(reader: TemplateReader, resource: RawResource): TemplateResource {
  const { logicalId, type, pointer, implicit } = resource;
  let properties: TemplateResource["properties"] | null = null;
  return {
    logicalId,
    type,
    pointer,
    implicit,
    undecided: undecidedIn(reader, resource),
    physicalName: reader.scope.physicalName(logicalId),
    get properties() {
      properties ??= readPartly(reader, resource.properties);
      return properties;
    },
  };
}

function knownParameters(
  values: ResolvedParameters["values"],
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
