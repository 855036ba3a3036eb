import { isObject } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { TemplateModel } from "../../../model/template/template-model.ts";
import { allFunctions } from "../../project/all-functions.ts";
import type { ChosenFunction } from "../../project/choose-function.ts";
import type { Project } from "../../project/load-project.ts";

/** How a caller invokes a function, beside the event. */
export interface InvocationIdentity {
  readonly qualifier: string | null;
  readonly tenantId: string | null;
}

function invalid(message: string): LockstepError {
  return new LockstepError({ code: "project/invocation-invalid", message });
}

/**
 * The qualifier of the name or of the option; the two must not differ (Lambda API reference, Invoke).
 * Throws `project/invocation-invalid`.
 */
export function qualifierOf(chosen: ChosenFunction, option: string | null): string | null {
  const { qualifier } = chosen;
  if (qualifier !== null && option !== null && qualifier !== option) {
    throw invalid(`The name has the qualifier ${qualifier}, and --qualifier is ${option}.`);
  }
  const given = option ?? qualifier;
  if (given !== null && !/^(\$LATEST|[\w-]{1,128})$/.test(given)) {
    throw invalid(`"${given}" is no qualifier: an alias, a version or $LATEST is one.`);
  }
  return given;
}

/** The id as it is. Throws `project/invocation-invalid` for one that Lambda does not take. */
export function tenantIdOf(text: string | null): string | null {
  if (text === null || /^[\w.:/=+\-@ ]{1,256}$/.test(text)) return text;
  throw invalid(
    `"${text}" is no tenant id: letters, digits, spaces and . _ : / = + - @ make one, 256 at most.`,
  );
}

/** The template a function stands in, and its logical id there. */
function homeOf(project: Project, functionId: string): readonly [TemplateModel | null, string] {
  const parts = functionId.split("/");
  const logicalId = parts.pop() ?? "";
  let home: TemplateModel | null = project.template;
  for (const stack of parts) home = home?.stacks.get(stack) ?? null;
  return [home, logicalId];
}

/** The aliases a template gives a function; `null` where some cannot be known. */
function aliasesOf(template: TemplateModel, logicalId: string): readonly string[] | null {
  const resources = [...template.resources.values()];
  const own = template.resources.get(logicalId)?.properties["AutoPublishAlias"];
  const names = [
    ...(own === undefined ? [] : [own]),
    ...resources
      .filter(({ type }) => type === "AWS::Lambda::Alias")
      .map(({ properties }) => properties["Name"]),
  ];
  return names.every((name) => typeof name === "string") ? names : null;
}

function differs(message: string, hint: string): Problem {
  return createProblem({ code: "project/invocation-differs", message, hint });
}

function qualifierProblems(
  qualifier: string | null,
  { logicalId }: ChosenFunction,
  aliases: readonly string[] | null,
): readonly Problem[] {
  if (qualifier === null || qualifier === "$LATEST" || aliases === null) return [];
  if (aliases.includes(qualifier)) return [];
  if (/^\d+$/.test(qualifier)) {
    return [
      differs(
        `Versions are made when a function is deployed: what ran as ${logicalId}:${qualifier} is the code of the template.`,
        "Call the function without a version.",
      ),
    ];
  }
  const known = aliases.length === 0 ? "declares no alias" : `declares ${aliases.join(", ")}, no`;
  return [
    differs(
      `The template ${known} ${qualifier}: on AWS the call ends with ResourceNotFoundException, unless somebody made the alias elsewhere. Here the function ran, with that name in its ARN.`,
      "Name an alias of the template, or leave it out.",
    ),
  ];
}

function tenantProblems(tenantId: string | null, tenancy: unknown): readonly Problem[] {
  const isolates = isObject(tenancy);
  if (isolates === (tenantId !== null)) return [];
  return [
    isolates
      ? differs(
          "The function isolates tenants (TenancyConfig): Lambda refuses a call without a tenant id.",
          "Add --tenant-id.",
        )
      : differs(
          "The function has no TenancyConfig: Lambda refuses a call with a tenant id.",
          "Leave out --tenant-id, or give the function a TenancyConfig.",
        ),
  ];
}

/** What Lambda would not take of an invocation that runs here all the same. Stand-ins are not judged. */
export function invocationProblems(
  project: Project,
  chosen: ChosenFunction,
  { qualifier, tenantId }: InvocationIdentity,
): readonly Problem[] {
  const [home, logicalId] = homeOf(project, chosen.logicalId);
  if (home === null || !allFunctions(project.model).has(chosen.logicalId)) return [];
  const { region, accountId } = project.config;
  const elsewhere =
    chosen.elsewhere === null
      ? []
      : [
          differs(
            `The name places the function at ${chosen.elsewhere}, and the project is at ${region}:${accountId}: the function of the template ran.`,
            "Set region and accountId in the configuration, or call the function by its name alone.",
          ),
        ];
  return [
    ...elsewhere,
    ...qualifierProblems(qualifier, chosen, aliasesOf(home, logicalId)),
    ...tenantProblems(tenantId, home.resources.get(logicalId)?.properties["TenancyConfig"]),
  ];
}
