import type { JsonObject } from "../../../core/json.ts";
import { TemplateRun } from "./evaluate-template.ts";
import { inputVariable, type TemplateParameters } from "./input-variable.ts";
import { parseTemplate } from "./parse-template.ts";
import { TemplateFault } from "./template-fault.ts";
import type { TemplateNode } from "./template-nodes.ts";
import { fromJson, printValue, type TemplateValue } from "./template-value.ts";
import { utilVariable } from "./util-variable.ts";

/** What a mapping template reads. */
export interface TemplateScope {
  /** `$input.body`: the request's body, or the integration's. */
  readonly body: string;
  readonly parameters: TemplateParameters;
  /** `$context`, without the overrides. */
  readonly context: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What the request template has overridden: the response template still sees it (recorded). */
  readonly overrides: TemplateOverrides;
}

/** What a template has set under `$context.requestOverride` and `$context.responseOverride`. */
export interface TemplateOverrides {
  readonly request: {
    readonly header: Readonly<Record<string, string>>;
    readonly path: Readonly<Record<string, string>>;
    readonly querystring: Readonly<Record<string, string>>;
  };
  readonly response: {
    /** `null` where no status was set. */
    readonly status: number | null;
    readonly header: Readonly<Record<string, string>>;
  };
}

/** Nothing is overridden. */
export const noOverrides: TemplateOverrides = {
  request: { header: {}, path: {}, querystring: {} },
  response: { status: null, header: {} },
};

/** What came of a template. */
export type RenderedTemplate =
  | { readonly ok: true; readonly text: string; readonly overrides: TemplateOverrides }
  /** `broken`: API Gateway would answer 500. `unemulated`: the stage does not have what it uses. */
  | { readonly ok: false; readonly kind: "broken" | "unemulated"; readonly reason: string };

/** API Gateway's limit on a template, in bytes. */
const largestTemplate = 300 * 1024;
/** How many templates are kept as read. */
const mostKept = 500;

const read = new Map<string, readonly TemplateNode[]>();

function parseOnce(template: string): readonly TemplateNode[] {
  const known = read.get(template);
  if (known !== undefined) return known;
  if (Buffer.byteLength(template) > largestTemplate) {
    throw new TemplateFault("broken", "the template is larger than 300 KB");
  }
  const nodes = parseTemplate(template);
  if (read.size >= mostKept) read.clear();
  read.set(template, nodes);
  return nodes;
}

/** Why a template cannot be read, before any request comes; `null` where it can. */
export function findTemplateFault(
  template: string,
): { readonly kind: "broken" | "unemulated"; readonly message: string } | null {
  try {
    parseOnce(template);
    return null;
  } catch (error) {
    if (error instanceof TemplateFault) return error;
    if (!(error instanceof RangeError)) throw error;
    return { kind: "broken", message: "the template nests too deeply" };
  }
}

/**
 * Renders a mapping template as API Gateway does (developer guide, "Mapping template reference"): Velocity with
 * `$input`, `$util`, `$context` and `$stageVariables`. No method but those of texts, numbers, lists and maps
 * can be called, so a template runs no code.
 *
 * @example
 * renderMappingTemplate("{\"id\": $input.json('$.id')}", scope); // { ok: true, text: "{\"id\": 7}", … }
 */
export function renderMappingTemplate(template: string, scope: TemplateScope): RenderedTemplate {
  const context = contextVariable(scope);
  const variables = new Map<string, TemplateValue>([
    ["input", inputVariable(scope.body, scope.parameters)],
    ["util", utilVariable],
    ["context", context],
    ["stageVariables", fromJson(scope.stageVariables)],
  ]);
  try {
    const text = new TemplateRun(variables).write(parseOnce(template));
    return { ok: true, text, overrides: readOverrides(context) };
  } catch (error) {
    if (error instanceof TemplateFault) {
      return { ok: false, kind: error.kind, reason: error.message };
    }
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, kind: "broken", reason: "the template nests too deeply" };
  }
}

function contextVariable({ context, overrides }: TemplateScope): Map<string, TemplateValue> {
  const { request, response } = overrides;
  const variable = new Map(
    Object.entries(context).map(([name, value]) => [name, fromJson(value)] as const),
  );
  variable.set("requestOverride", fromJson(request));
  const responseOverride = new Map<string, TemplateValue>([["header", fromJson(response.header)]]);
  if (response.status !== null) responseOverride.set("status", response.status);
  variable.set("responseOverride", responseOverride);
  return variable;
}

function mapAt(owner: TemplateValue | undefined, name: string): Map<string, TemplateValue> {
  const value = owner instanceof Map ? owner.get(name) : undefined;
  return value instanceof Map ? value : new Map<string, TemplateValue>();
}

function textsOf(map: ReadonlyMap<string, TemplateValue>): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].map(([name, value]) => [name, printValue(value)]));
}

function readOverrides(context: ReadonlyMap<string, TemplateValue>): TemplateOverrides {
  const request = context.get("requestOverride");
  const response = context.get("responseOverride");
  const status = response instanceof Map ? Number(printValue(response.get("status") ?? null)) : 0;
  return {
    request: {
      header: textsOf(mapAt(request, "header")),
      path: textsOf(mapAt(request, "path")),
      querystring: textsOf(mapAt(request, "querystring")),
    },
    response: {
      status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : null,
      header: textsOf(mapAt(response, "header")),
    },
  };
}
