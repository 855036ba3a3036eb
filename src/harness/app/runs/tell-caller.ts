import type { Project, ProjectApi } from "../project/load-project.ts";

type AuthorizerKind = "given" | "disabled";

/** The authorizers of an API that are not asked. */
function namesOf({ wired }: ProjectApi, kind: AuthorizerKind): readonly string[] {
  const names = wired.operations.flatMap(({ authorization: { authorizer } }) =>
    authorizer.kind === kind && "name" in authorizer ? [authorizer.name] : [],
  );
  return [...new Set(names)];
}

function subject({ wired }: ProjectApi, names: readonly string[]): string {
  return `${wired.resource.logicalId}: ${names.join(", ")} ${names.length === 1 ? "is" : "are"}`;
}

/** One line for each API some authorizers of which are not asked: nobody should take that for proof. */
export function tellCaller(apis: readonly ProjectApi[]): readonly string[] {
  return apis.flatMap((api) => {
    const given = namesOf(api, "given");
    return given.length === 0
      ? []
      : [`${subject(api, given)} not asked, the caller is given (--as)`];
  });
}

/** The same for authorizers that are switched off, as a warning. */
export function tellDisabled(apis: readonly ProjectApi[]): readonly string[] {
  return apis.flatMap((api) => {
    const names = namesOf(api, "disabled");
    return names.length === 0
      ? []
      : [
          `warning: ${subject(api, names)} switched off (--disable-authorizer): everybody may call these routes, and functions get no requestContext.authorizer.`,
        ];
  });
}

/** One line where requests are given another address than that of this machine: policies and functions go by it. */
export function tellAddress({ config }: Project): readonly string[] {
  const { sourceIp } = config.identity;
  return sourceIp === undefined
    ? []
    : [
        `Requests are taken to come from ${sourceIp} (--source-ip, or identity.sourceIp of the configuration)`,
      ];
}
