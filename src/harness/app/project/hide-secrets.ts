import { isJsonObject, type JsonValue } from "../../core/json.ts";
import type { Problem } from "../../core/problem.ts";
import { isNoEcho } from "../../model/template/parameters.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import type { ProjectModel } from "../../model/wiring/project-model.ts";

/** Gives a problem without secret values; the same problem where it has none. */
export type HideSecrets = (problem: Problem) => Problem;

/** Shorter values stand in too many words to be told from them. */
const shortest = 4;
/** Shorter values are written over as whole words only. */
const long = 12;

const stars = "****";

/**
 * Writes over the values of parameters with `NoEcho`, and other values that are secrets, wherever a finding
 * shows one: what CloudFormation does not show is not for a report or a log either. A problem is changed
 * the same way each time.
 */
export function hideSecrets(template: TemplateModel, others: readonly string[] = []): HideSecrets {
  const values = [...new Set([...secretsOf(template), ...others])].filter(
    (value) => value.length >= shortest,
  );
  if (values.length === 0) return (problem) => problem;
  const pattern = new RegExp(
    values
      .toSorted((a, b) => b.length - a.length)
      .map((value) => {
        const literal = value.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
        return value.length < long ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal;
      })
      .join("|"),
    "g",
  );
  const settled = new WeakMap<Problem, Problem>();
  return (problem) => {
    const known = settled.get(problem);
    if (known !== undefined) return known;
    const hidden = hideIn(problem, (text) => text.replaceAll(pattern, stars));
    settled.set(problem, hidden);
    return hidden;
  };
}

function secretsOf({ source, parameters, stacks }: TemplateModel): readonly string[] {
  const root = source.value;
  const declared = isJsonObject(root) ? root["Parameters"] : undefined;
  const own = Object.entries(isJsonObject(declared) ? declared : {}).flatMap(
    ([name, declaration]) => (isNoEcho(declaration) ? textsOf(parameters[name]) : []),
  );
  return [...own, ...[...stacks.values()].flatMap(secretsOf)];
}

/** Of a list each item, and the whole as it was given. */
function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  const items = value.filter((item) => typeof item === "string");
  return [...items, items.join(",")];
}

function hideIn(problem: Problem, hide: (text: string) => string): Problem {
  const { message, related, expected, actual, hint, details } = problem;
  const text = (name: string, value: string | undefined) =>
    value === undefined ? {} : { [name]: hide(value) };
  const hidden: Problem = {
    ...problem,
    message: hide(message),
    related: related.map((each) => ({ ...each, message: hide(each.message) })),
    ...text("expected", expected),
    ...text("actual", actual),
    ...text("hint", hint),
    ...(details === undefined ? {} : { details: details.map(hide) }),
  };
  return JSON.stringify(hidden) === JSON.stringify(problem) ? problem : hidden;
}

/** A template, its problems without secrets. */
export function hideInTemplate(template: TemplateModel, hide: HideSecrets): TemplateModel {
  const stacks = [...template.stacks].map(
    ([id, stack]) => [id, hideInTemplate(stack, hide)] as const,
  );
  return { ...template, problems: template.problems.map(hide), stacks: new Map(stacks) };
}

/** A wired project, its problems without secrets. */
export function hideInModel(model: ProjectModel, hide: HideSecrets): ProjectModel {
  const stacks = [...model.stacks].map(([id, stack]) => [id, hideInModel(stack, hide)] as const);
  return {
    ...model,
    apis: model.apis.map((api) => ({ ...api, problems: api.problems.map(hide) })),
    problems: model.problems.map(hide),
    stacks: new Map(stacks),
  };
}
