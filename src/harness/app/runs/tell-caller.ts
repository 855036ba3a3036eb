import type { ProjectApi } from "../project/load-project.ts";

/** The authorizers of an API that are not asked, since what they would say is given (`--as`). */
function givenOf({ wired }: ProjectApi): readonly string[] {
  const names = wired.operations.flatMap(({ authorization: { authorizer } }) =>
    authorizer.kind === "given" ? [authorizer.name] : [],
  );
  return [...new Set(names)];
}

/** One line for each API some authorizers of which are not asked: nobody should take that for proof. */
export function tellCaller(apis: readonly ProjectApi[]): readonly string[] {
  return apis.flatMap((api) => {
    const names = givenOf(api);
    return names.length === 0
      ? []
      : [
          `${api.wired.resource.logicalId}: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} not asked, the caller is given (--as)`,
        ];
  });
}
