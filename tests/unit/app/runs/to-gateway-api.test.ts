import { expect } from "chai";
import type { GatewayApi } from "../../../../src/harness/model/gateway/gateway-api.ts";
import { toGatewayApi } from "../../../../src/harness/app/runs/to-gateway-api.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];

function apiOf(properties: string): Promise<GatewayApi | undefined> {
  const text = template.replace("      StageName: dev\n", properties);
  return openSmallProject({ "template.yaml": text }, (project) => {
    const [api] = project.apis;
    return api === undefined ? undefined : toGatewayApi(project, api);
  });
}

describe("toGatewayApi", () => {
  it("takes stage, variables and base path from the template, with their places", async () => {
    const api = await apiOf(
      `      StageName: dev
      Variables: { table: notes }
      Parameters: { basepath: prepend }
`,
    );
    expect(api).to.include({ kind: "rest", authorizedOutside: false, basePathMode: "prepend" });
    expect(api?.cors).to.equal(null);
    expect(api?.stage?.name).to.equal("dev");
    expect(api?.stage?.location).to.include({ file: "template.yaml", line: 8 });
    expect(
      api?.stage?.variables.map(({ name, value, location }) => [name, value, location.line]),
    ).to.deep.equal([["table", "notes", 9]]);
  });

  it("knows when the template authorizes, and when it cannot tell", async () => {
    const api = await apiOf(
      `      StageName: { Fn::ImportValue: stage }
      Auth: { ApiKeyRequired: true }
      Parameters: { basepath: other }
`,
    );
    expect(api).to.include({ authorizedOutside: true, basePathMode: "unknown" });
    expect(api?.stage?.name).to.equal(null);
  });
});
