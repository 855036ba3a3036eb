import { createProblem, type Problem } from "../../core/problem.ts";

const code = "template/runtime-not-run";

/** Functions that are not run here for one reason are told of together, at the first of them. */
export function gatherRuntimes(problems: readonly Problem[]): readonly Problem[] {
  const alike = Map.groupBy(
    problems.filter((problem) => problem.code === code),
    ({ message, location, hint = "" }) => JSON.stringify([location?.file, reasonOf(message), hint]),
  );
  const later = new Set([...alike.values()].flatMap(([, ...others]) => others));
  const gathered = new Map([...alike.values()].flatMap((group) => gather(group)));
  return problems.flatMap((problem) =>
    later.has(problem) ? [] : [gathered.get(problem) ?? problem],
  );
}

function gather([first, ...others]: readonly Problem[]): readonly (readonly [Problem, Problem])[] {
  if (first === undefined || others.length === 0) return [];
  const { location, message, hint } = first;
  const reason = reasonOf(message)
    .replace(/^runs /, "run ")
    .replace(/^is /, "are ");
  const together = createProblem({
    code,
    message: `${nameOf(message)} and ${others.length} more ${reason}`,
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
    related: others.flatMap((other) =>
      other.location === undefined
        ? []
        : [{ message: nameOf(other.message), location: other.location }],
    ),
  });
  return [[first, together]];
}

/** `CreateOrder` of `CreateOrder runs on python3.12, …`. */
function nameOf(message: string): string {
  return message.slice(0, message.indexOf(" "));
}

function reasonOf(message: string): string {
  return message.slice(message.indexOf(" ") + 1);
}
