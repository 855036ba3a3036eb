import { formatLocation, type SourceLocation } from "../../core/problem.ts";
import { displayWidth } from "./display-width.ts";
import { renderTable, type Cell } from "./render-table.ts";
import type { Paint } from "./text-style.ts";
import { wrapText } from "./wrap-text.ts";

/** A route of a stage that runs. */
export interface StartedRoute {
  /** Upper case; `ANY` for any method. */
  readonly method: string;
  /** As declared; `$default` for what no other route takes. */
  readonly path: string;
  /** The function or the integration that answers: `ListFunction`, `a mock integration`. */
  readonly answeredBy: string;
}

/** A route that is there and that the local stage cannot answer as API Gateway would. */
export interface UnservedRoute {
  /**
   * `POST /orders`; `every route` where the API as a whole is not emulated, `the whole API` for a setting that is
   * passed over.
   */
  readonly route: string;
  readonly reason: string;
  readonly location: SourceLocation | null;
}

/** An API of the template that has no stage on this machine. */
export interface UnservedApi {
  readonly logicalId: string;
  readonly reason: string;
  readonly location: SourceLocation | null;
}

/** The value of an API key that neither template nor configuration says. */
export interface MadeUpKey {
  readonly name: string;
  readonly value: string;
}

/** A stage that runs on this machine. */
export interface StartedStage {
  readonly title: string;
  readonly logicalId: string;
  readonly type: "rest" | "http";
  readonly stage: string;
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The custom domain that leads there, with its base path, for requests with this `Host`; `null` without one. */
  readonly domain: string | null;
  readonly routes: readonly StartedRoute[];
  /** Those of the routes that are not answered as API Gateway would, with the reason. */
  readonly unserved: readonly UnservedRoute[];
  /** Made up here; empty where no route asks for a key whose value is not said. */
  readonly apiKeys: readonly MadeUpKey[];
}

/** What `lockstep start` has started. */
export interface StagesReport {
  readonly stages: readonly StartedStage[];
  /** APIs of the template without a stage here, with the reason. */
  readonly unserved: readonly UnservedApi[];
  readonly awsEndpoint: string;
  readonly dynamodb: string;
}

/** Where no terminal tells how wide it is, lines are as long as they are. */
const unlimited = Number.POSITIVE_INFINITY;

/**
 * The stages with their routes, for people.
 *
 * @param columns how wide the terminal is; `null` for no terminal
 */
export function renderStages(
  { stages, unserved }: Pick<StagesReport, "stages" | "unserved">,
  paint: Paint,
  columns: number | null,
): string {
  const wide = columns ?? unlimited;
  const blocks = stages.map((stage) => renderStage(stage, paint, wide));
  if (unserved.length > 0) {
    const apis = unserved.map(({ logicalId, ...why }) => ({ route: logicalId, ...why }));
    const lines = apis.flatMap((api) => renderUnserved(api, paint, wide, "  "));
    blocks.push([paint("yellow", "Not served:"), ...lines].join("\n"));
  }
  return blocks.map((block) => `${block}\n`).join("\n");
}

function renderStage(stage: StartedStage, paint: Paint, columns: number): string {
  const { title, logicalId, type, url, domain, routes, unserved } = stage;
  const id = title === logicalId ? "" : `${logicalId}, `;
  const what = `${id}${type === "rest" ? "REST" : "HTTP"} API, stage ${stage.stage}`;
  const one = displayWidth(`${title}  ${what}`) <= columns;
  const head = one
    ? [`${paint("bold", title)}  ${paint("dim", what)}`]
    : [paint("bold", title), `  ${paint("dim", what)}`];
  const address = domain === null ? [] : [`  ${paint("dim", `for the domain ${domain}`)}`];
  const lines = [...head, `  ${paint("cyan", url)}`, ...address];
  if (routes.length > 0) lines.push(...renderRoutes(stage, paint, columns));
  for (const { name, value } of stage.apiKeys)
    lines.push(`  ${paint("dim", `API key ${name}:`)} x-api-key: ${value}`);
  if (unserved.length > 0)
    lines.push(
      `  ${paint("yellow", "Not served as deployed:")}`,
      ...unserved.flatMap((route) => renderUnserved(route, paint, columns, "    ")),
    );
  return lines.join("\n");
}

/** As a table; where that is too wide, what answers a route that leaves no room for it stands below. */
function renderRoutes({ routes, unserved }: StartedStage, paint: Paint, columns: number): string[] {
  const broken = new Set(unserved.map(({ route }) => route));
  const all = broken.has("every route");
  const rows = routes.map(({ method, path, answeredBy }): readonly Cell[] => {
    const mark = all || broken.has(`${method} ${path}`) ? paint("yellow", "!") : " ";
    return [
      { text: mark, width: 1 },
      { text: method, width: displayWidth(method) },
      { text: path, width: displayWidth(path) },
      { text: paint("dim", answeredBy), width: displayWidth(answeredBy) },
    ];
  });
  const widest = [1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.width ?? 0)));
  const total = widest.reduce((sum, width) => sum + width + 2, 1);
  if (total <= columns - 2) return renderTable(rows).map((line) => `  ${line}`);
  const methods = widest[0] ?? 0;
  return rows.flatMap((row) => {
    const [mark, method, path, answerer] = row;
    if (mark === undefined || method === undefined || path === undefined) return [];
    const padded = { text: method.text.padEnd(methods), width: methods };
    const [whole = ""] = renderTable([[mark, padded, ...row.slice(2)]]);
    const width = methods + path.width + (answerer?.width ?? 0) + 9;
    if (width <= columns) return [`  ${whole}`];
    const [first = ""] = renderTable([[mark, padded, path]]);
    return [`  ${first}`, `${" ".repeat(methods + 7)}${answerer?.text ?? ""}`];
  });
}

function renderUnserved(
  { route, reason, location }: UnservedRoute,
  paint: Paint,
  columns: number,
  indent: string,
): readonly string[] {
  const inner = `${indent}  `;
  const place = location === null ? "" : ` (${formatLocation(location)})`;
  return [
    `${indent}${route}`,
    ...wrapText(`${reason}${place}`, columns - inner.length).map(
      (line) => `${inner}${paint("dim", line)}`,
    ),
  ];
}
