import type { Problem, SourceLocation } from "../../core/problem.ts";
import { cell, renderTable, type Cell } from "./render-table.ts";
import type { Paint } from "./text-style.ts";

/** A route as it will be deployed. It leads to a `function` or to an `integration`. */
export interface RouteReport {
  /** Upper case; `ANY` for any method. */
  readonly method: string;
  /** As declared; `$default` for what no other route takes. */
  readonly path: string;
  /** Logical id of the function, in a nested stack `Child/Function`. */
  readonly function?: string;
  /** Alias or version of the function that is called. */
  readonly qualifier?: string | null;
  /** What else is called: `mock`, `dynamodb:PutItem`, `http https://…`, the ARN of a function elsewhere; `null` without any. */
  readonly integration?: string | null;
  /** Name of the request validator. */
  readonly validator: string | null;
  /** Name of the authorizer. */
  readonly authorizer: string | null;
  readonly apiKeyRequired: boolean;
  readonly location: SourceLocation;
  /** `event` or `cors` when SAM adds the route; `null` when it is written in a document. */
  readonly addedBy: "event" | "cors" | null;
}

/** An API with its routes, sorted by path, then method. */
export interface ApiRoutesReport {
  /** Logical id, in a nested stack `Child/Api`. */
  readonly id: string;
  readonly type: "rest" | "http";
  /** `null` when it cannot be known. */
  readonly stage: string | null;
  /** Why it is not known whether the API deploys, and no routes are listed; `null` where it does. */
  readonly undecided: string | null;
  readonly routes: readonly RouteReport[];
}

/** What `lockstep routes` gives. */
export interface RoutesReport {
  readonly apis: readonly ApiRoutesReport[];
  /** What keeps routes from being seen. */
  readonly problems: readonly Problem[];
  /** 1 when the document of an API, or a part of it, could not be read. */
  readonly exitCode: 0 | 1;
}

/** The routes as one JSON document: `{ "apis": [ … ] }`. */
export function renderRoutesJson({ apis }: RoutesReport): string {
  return `${JSON.stringify({ apis }, null, 2)}\n`;
}

/** The routes as a table for each API. */
export function renderRoutes({ apis }: RoutesReport, paint: Paint): string {
  if (apis.length === 0) return "No API whose routes can be told.\n";
  return apis.map((api) => `${renderApi(api, paint)}\n`).join("\n");
}

const headings = ["METHOD", "PATH", "CALLS", "VALIDATOR", "AUTHORIZER", "FROM"];

function renderApi({ id, type, stage, undecided, routes }: ApiRoutesReport, paint: Paint): string {
  const what = `${type === "rest" ? "REST" : "HTTP"} API, stage ${stage ?? "unknown"}`;
  const number = `${routes.length} ${routes.length === 1 ? "route" : "routes"}`;
  const count = undecided === null ? number : `not known whether it deploys: ${undecided}`;
  const title = `${paint("bold", id)}  ${what}, ${count}`;
  if (routes.length === 0) return title;
  const header = headings.map((text): Cell => ({ text: paint("dim", text), width: text.length }));
  const rows = routes.map((route) => cellsOf(route).map((text) => cell(text)));
  const lines = renderTable([header, ...rows]).map((line) => `  ${line}`);
  return [title, ...lines].join("\n");
}

function cellsOf(route: RouteReport): readonly string[] {
  const { method, path, validator, authorizer, apiKeyRequired, location, addedBy } = route;
  const asked = [authorizer, apiKeyRequired ? "API key" : null].filter((each) => each !== null);
  const place = location.line === undefined ? location.file : `${location.file}:${location.line}`;
  const from = addedBy === null ? "" : addedBy === "cors" ? " (Cors)" : " (event)";
  return [
    method,
    path,
    calls(route),
    validator ?? "-",
    asked.length === 0 ? "-" : asked.join(", "),
    `${place}${from}`,
  ];
}

function calls(route: RouteReport): string {
  if (route.function === undefined) return route.integration ?? "nothing";
  return route.qualifier === null || route.qualifier === undefined
    ? route.function
    : `${route.function}:${route.qualifier}`;
}
