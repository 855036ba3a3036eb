import { createProblem, type Problem } from "../../core/problem.ts";

const code = "template/runtime-not-run";

/** Functions of one runtime that is not run here are told of together, at the first of them. */
export function gatherRuntimes(problems: readonly Problem[]): readonly Problem[] {
  const alike = Map.groupBy(
    problems.filter((problem) => problem.code === code),
    ({ message, location }) => `${location?.file ?? ""} ${reasonOf(message)}`,
  );
  const later = new Set([...alike.values()].flatMap(([, ...others]) => others));
  const gathered = new Map([...alike.values()].flatMap((group) => gather(group)));
  return problems.flatMap((problem) =>
    later.has(problem) ? [] : [gathered.get(problem) ?? problem],
  );
}

function gather([first, ...others]: readonly Problem[]): readonly (readonly [Problem, Problem])[] {
  if (first === undefined || others.length === 0) return [];
  const { location, message } = first;
  const reason = reasonOf(message)
    .replace(/^runs /, "run ")
    .replace(/^is /, "are ");
  const together = createProblem({
    code,
    message: `${nameOf(message)} and ${others.length} more ${reason}`,
    ...(location === undefined ? {} : { location }),
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
