import { repository } from "../../../scripts/support/repository.ts";
import { loadProject } from "../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../src/harness/app/project/resolve-config.ts";
import { startLocal } from "../../../src/harness/app/project/start-local.ts";
import { serveBench } from "./serve-bench.ts";

// The Order API as `lockstep start` serves it: stage, function processes and DynamoDB engine, with one order.
await serveBench(async () => {
  const { config } = await resolveConfig({ root: repository });
  const project = loadProject(config);
  const [api] = project.apis;
  if (api === undefined) throw new Error("the repository holds no API");
  const local = await startLocal(project);
  const orderId = "ORD-BENCH00001";
  await local.state.put("OrdersTable", {
    PK: `ORDER#${orderId}`,
    SK: "METADATA",
    orderId,
    customerId: "CUST-001",
    items: [{ productId: "PROD-A", quantity: 2 }],
    status: "created",
    createdAt: "2030-01-31T09:30:00.000Z",
  });
  const served = await local.serve(api, 0);
  await local.functions.warm();
  return { url: `${served.url}/orders/${orderId}`, close: () => local.close() };
});
