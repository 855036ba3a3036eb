import { createProblem, type Problem, type Severity } from "../../core/problem.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import { validateWithSwaggerParser } from "../../model/openapi/validate-with-swagger-parser.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { partsOf } from "../project/project-parts.ts";
import type { CheckCase } from "../report/run-result.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

function fileCase(file: string, problems: readonly Problem[], failOn: Severity): CheckCase {
  return {
    name: file,
    operation: null,
    file,
    status: statusOf(problems, failOn),
    durationMs: 0,
    problems,
  };
}

/** A second opinion on the document, left out where our own reading already found it broken. */
async function documentProblems(api: ProjectApi): Promise<readonly Problem[]> {
  const own = api.document.problems;
  if (own.some((problem) => problem.severity === "error")) return own;
  return [...own, ...(await validateWithSwaggerParser(api.document))];
}

/** A run that finds nothing to check must not look like one that found nothing wrong. */
function emptyProblems(
  project: Project,
  cases: readonly CheckCase[],
  documents: readonly ApiDocument[],
): readonly Problem[] {
  const told = [...project.problems, ...cases.flatMap(({ problems }) => problems)];
  const isTold = told.some(
    ({ severity, code }) => severity === "error" || code === "project/no-api",
  );
  // An API that lacks a document has its own problem.
  const isWanting = project.model.problems.some(({ code }) => code === "wiring/spec-not-wired");
  if (isTold || isWanting || documents.some(({ operations }) => operations.length > 0)) return [];
  const { file } = project.template;
  return [
    createProblem({
      code: "project/no-operations",
      message: `No API of ${file} has a document with operations: there is nothing to hold requests, answers and contracts against.`,
      location: { file },
    }),
  ];
}

function sum<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}

/** Those with a document and what it describes; those whose routes come from events alone. */
function countApis(apis: readonly ProjectApi[]): readonly string[] {
  const documented = apis.filter(({ document }) => document.written !== "generated");
  const others = apis.length - documented.length;
  const operations = sum(documented, ({ document }) => document.operations.length);
  return [
    ...(documented.length === 0 && others > 0
      ? []
      : [count(documented.length, "API"), count(operations, "operation")]),
    ...(others === 0 ? [] : [`${count(others, "API")} without a document`]),
  ];
}

/** Reads template and documents, and reports what is wrong in each file. */
export async function loadPhase(
  project: Project,
  configProblems: readonly Problem[],
): Promise<PhaseFindings> {
  const { failOn } = project.config;
  const cases = [fileCase(project.template.file, project.template.problems, failOn)];
  // Two APIs may share a file, and a template may hold several inline documents.
  const seen = new Set<string>();
  const parts = partsOf(project);
  const apis = parts.flatMap((part) =>
    part.apis.filter(({ document }) => document.written !== "generated"),
  );
  for (const api of apis) {
    const { file, digest } = api.document;
    if (seen.has(`${file} ${digest}`)) continue;
    seen.add(`${file} ${digest}`);
    cases.push(fileCase(file, await documentProblems(api), failOn));
  }
  const documents = apis.map(({ document }) => document);
  return {
    summary: [
      ...countApis(parts.flatMap((part) => part.apis)),
      count(
        sum(parts, ({ template }) => template.functions.length),
        "function",
      ),
      count(
        sum(parts, ({ template }) => template.tables.length),
        "table",
      ),
    ].join(", "),
    cases,
    problems: [...configProblems, ...project.problems, ...emptyProblems(project, cases, documents)],
  };
}
