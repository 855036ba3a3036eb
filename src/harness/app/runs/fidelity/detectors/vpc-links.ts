import { operationDetector } from "../operation-detector.ts";

/** Integrations that lead into a private network. */
export const vpcLinks = operationDetector({
  anchor: "vpc-links",
  state: "not done",
  asks: ({ operation }) => {
    const type = operation.integration?.raw["connectionType"];
    return type === "VPC_LINK" ? "the VPC link" : null;
  },
});
