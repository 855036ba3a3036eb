import type { Problem, RelatedLocation, SourceLocation } from "../../core/problem.ts";
import type { Target } from "../../core/target.ts";
import type { WiredFunction } from "../../model/wiring/project-model.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { locateFailure } from "./locate-failure.ts";
import { hintAtCredentials } from "./hint-at-credentials.ts";
import { defaultPort } from "./default-port.ts";

/** Problems of an answer, which the operation's function gave. */
const answerCodes = /^(?:conformance\/|contracts\/(?:status|body|header)-mismatch$)/;

/** The address at which `lockstep start` serves the API: a check's own stage is gone when its report is read. */
export function startedUrl(project: Project, api: ProjectApi, target: Target): string | null {
  if (target.kind !== "stage-http" || target.baseUrl === null) return target.baseUrl;
  const url = new URL(target.baseUrl);
  url.port = String(defaultPort + project.apis.indexOf(api));
  return url.href.replace(/\/$/, "");
}

/** The line the export stands on, where it is written plainly. */
function locateExport(text: string | null, file: string, name: string): SourceLocation {
  const lines = text?.split("\n") ?? [];
  const declared = new RegExp(
    `^\\s*(?:export\\s+(?:async\\s+)?(?:const|let|var|function)\\s+${name}\\b|(?:module\\.)?exports\\.${name}\\s*=)`,
  );
  const index = lines.findIndex((line) => declared.test(line));
  return index === -1 ? { file } : { file, line: index + 1 };
}

function handlerOf({ files }: Project, fn: WiredFunction | null): readonly RelatedLocation[] {
  if (fn === null || fn.handler === null) return [];
  const { file, exportName } = fn.handler;
  return [
    {
      message: `the handler, ${exportName} of ${fn.resource.logicalId}`,
      location: locateExport(files.read(file), file, exportName),
    },
  ];
}

/** A function that failed is mended where it failed; the operation is only what showed it. */
function placeFailure(root: string, problem: Problem): Problem {
  const place =
    problem.code === "conformance/function-failed" ? locateFailure(root, problem) : null;
  if (place === null) return problem;
  const { location, related } = problem;
  const operation = location === undefined ? [] : [{ message: "the operation", location }];
  return { ...problem, location: place, related: [...operation, ...related] };
}

/**
 * Adds to problems of an answer what only the whole project knows: the line of a function's source
 * where it failed, the handler that gave the answer, and an address at which the request can be sent again after the run.
 */
export function explainProblems(
  project: Project,
  api: ProjectApi,
  target: Target,
): (problem: Problem) => Problem {
  const shown = startedUrl(project, api, target);
  return (unplaced) => {
    const problem = placeFailure(project.config.root, unplaced);
    const wired = api.wired.operations.find(({ operation }) => operation.key === problem.operation);
    const credentials =
      problem.code === "conformance/credentials-needed" && wired !== undefined
        ? hintAtCredentials(wired, target)
        : null;
    const handler = answerCodes.test(problem.code)
      ? handlerOf(project, wired?.function ?? null)
      : [];
    const reproduction =
      target.baseUrl === null || shown === null
        ? problem.reproduction
        : problem.reproduction?.replaceAll(target.baseUrl, shown);
    return {
      ...problem,
      ...(credentials === null ? {} : { hint: credentials }),
      related: [...problem.related, ...handler],
      ...(reproduction === undefined ? {} : { reproduction }),
    };
  };
}
