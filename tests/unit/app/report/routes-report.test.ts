import { expect } from "chai";
import { parseJson } from "../../../../src/harness/core/json.ts";
import {
  renderRoutes,
  renderRoutesJson,
  type RouteReport,
  type RoutesReport,
} from "../../../../src/harness/app/report/routes-report.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";

const route: RouteReport = {
  method: "GET",
  path: "/orders",
  function: "List",
  qualifier: "live",
  validator: "all",
  authorizer: null,
  apiKeyRequired: false,
  location: { file: "openapi.yaml", line: 3, column: 5, pointer: "/paths/~1orders/get" },
  addedBy: null,
};
const { function: _function, qualifier: _qualifier, ...rest } = route;
const report: RoutesReport = {
  apis: [
    {
      id: "Api",
      type: "rest",
      stage: "dev",
      undecided: null,
      routes: [
        route,
        { ...rest, method: "OPTIONS", integration: "mock", validator: null, addedBy: "cors" },
        { ...rest, path: "/x", integration: null, authorizer: "Users", apiKeyRequired: true },
      ],
    },
    { id: "Child/Api", type: "http", stage: null, undecided: null, routes: [] },
  ],
  problems: [],
  exitCode: 0,
};

describe("Routes as text", () => {
  it("are an aligned table for each API", () => {
    expect(renderRoutes(report, plainPaint)).to.equal(
      [
        "Api  REST API, stage dev, 3 routes",
        "  METHOD   PATH     CALLS      VALIDATOR  AUTHORIZER      FROM",
        "  GET      /orders  List:live  all        -               openapi.yaml:3",
        "  OPTIONS  /orders  mock       -          -               openapi.yaml:3 (Cors)",
        "  GET      /x       nothing    all        Users, API key  openapi.yaml:3",
        "",
        "Child/Api  HTTP API, stage unknown, 0 routes",
        "",
      ].join("\n"),
    );
  });

  it("say that there is nothing to list", () => {
    expect(renderRoutes({ ...report, apis: [] }, plainPaint)).to.contain("No API");
  });
});

describe("Routes as JSON", () => {
  it("are one document with the APIs alone", () => {
    expect(parseJson(renderRoutesJson(report))).to.deep.equal({ apis: report.apis });
  });
});
