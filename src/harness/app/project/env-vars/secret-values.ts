import type { TemplateModel } from "../../../model/template/template-model.ts";
import type { EnvVars, Variables } from "./env-vars.ts";

const secretName =
  /pass(?:word|wd|phrase)?|pwd|secret|token|credential|(?:api|private|access|signing|encryption)_?key|salt|dsn|cert/i;

/** What says nothing of anybody: switches, numbers, words, this machine's addresses. */
const plainValue =
  /^(?:[a-z]{1,11}|[+-]?\d{1,11}(?:\.\d+)?|https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\/?)$/i;

/**
 * The values of a file of variables that no report is to show: all of them, but for those that stand in the
 * template anyway and those that cannot be a secret (`true`, `8080`, `debug`), unless their name says that
 * they are one.
 */
export function secretValues(vars: EnvVars | null, template: TemplateModel): readonly string[] {
  if (vars === null) return [];
  const open = new Set(openValues(template));
  const all: readonly Variables[] = [vars.global, ...Object.values(vars.functions)];
  return all
    .flatMap((variables) => Object.entries(variables))
    .filter(
      ([name, value]) => secretName.test(name) || !(plainValue.test(value) || open.has(value)),
    )
    .map(([, value]) => value);
}

/** Values the template gives: variables of functions, names of tables. */
function openValues({ functions, tables, stacks }: TemplateModel): readonly string[] {
  const ofFunctions = functions.flatMap(({ environment }) =>
    Object.values(environment).flatMap((value) => (value.known ? [value.value] : [])),
  );
  const ofStacks = [...stacks.values()].flatMap(openValues);
  return [...ofFunctions, ...tables.map(({ tableName }) => tableName), ...ofStacks];
}
