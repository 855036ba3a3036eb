import { expect } from "chai";
import {
  renderStages,
  type StartedStage,
} from "../../../../src/harness/app/report/stages-report.ts";
import { displayWidth } from "../../../../src/harness/app/report/display-width.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";

const location = { file: "openapi.yaml", line: 12, column: 5 };
const orders: StartedStage = {
  title: "Orders of the shop",
  logicalId: "OrdersApi",
  type: "rest",
  stage: "dev",
  url: "http://127.0.0.1:3000/dev",
  port: 3000,
  domain: null,
  routes: [
    { method: "GET", path: "/orders/{orderId}", answeredBy: "GetOrderFunction" },
    { method: "DELETE", path: "/orders", answeredBy: "a mock integration" },
  ],
  apiKeys: [],
  unserved: [
    {
      route: "DELETE /orders",
      reason: "The local stage does not emulate something that takes many words to say what it is.",
      location,
    },
  ],
};
const admin: StartedStage = {
  ...orders,
  title: "AdministrationApi",
  logicalId: "AdministrationApi",
  type: "http",
  stage: "$default",
  url: "http://127.0.0.1:3001",
  port: 3001,
  domain: "api.example.com/admin",
  routes: [{ method: "ANY", path: "$default", answeredBy: "AdminFunction" }],
  unserved: [],
};
const lost = { logicalId: "Socket", reason: "A WebSocket API.", location: null };

describe("The stages that were started", () => {
  it("are shown with URL, stage, routes and what is not served, API by API", () => {
    const text = renderStages({ stages: [orders, admin], unserved: [lost] }, plainPaint, null);
    expect(text).to.equal(`Orders of the shop  OrdersApi, REST API, stage dev
  http://127.0.0.1:3000/dev
     GET     /orders/{orderId}  GetOrderFunction
  !  DELETE  /orders            a mock integration
  Not served as deployed:
    DELETE /orders
      The local stage does not emulate something that takes many words to say what it is. (openapi.yaml:12:5)

AdministrationApi  HTTP API, stage $default
  http://127.0.0.1:3001
  for the domain api.example.com/admin
     ANY  $default  AdminFunction

Not served:
  Socket
    A WebSocket API.
`);
  });

  for (const columns of [80, 120, 40])
    it(`fit into ${columns} columns`, () => {
      const text = renderStages({ stages: [orders, admin], unserved: [lost] }, plainPaint, columns);
      for (const line of text.split("\n")) expect(displayWidth(line), line).to.be.at.most(columns);
      expect(text).to.contain("GetOrderFunction").and.to.contain("a mock integration");
    });

  it("stay aligned where one route has no room for what answers it", () => {
    const answeredBy = "AFunctionWithARatherLongLogicalId";
    const long = { method: "GET", path: "/customers/{customerId}/orders/{orderId}", answeredBy };
    const { routes: own } = orders;
    const text = renderStages(
      { stages: [{ ...orders, routes: [...own, long], unserved: [] }], unserved: [] },
      plainPaint,
      70,
    );
    expect(text.split("\n").slice(2, 6)).to.deep.equal([
      "     GET     /orders/{orderId}  GetOrderFunction",
      "     DELETE  /orders  a mock integration",
      "     GET     /customers/{customerId}/orders/{orderId}",
      `             ${answeredBy}`,
    ]);
  });

  it("have every route marked where the API as a whole is not served", () => {
    const unserved = [{ route: "every route", reason: "Private.", location: null }];
    const text = renderStages({ stages: [{ ...orders, unserved }], unserved: [] }, plainPaint, 80);
    expect(text.match(/^ {2}! {2}/gmu)).to.have.length(2);
  });
});
