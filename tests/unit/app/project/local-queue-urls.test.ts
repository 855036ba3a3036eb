import { plainLogging } from "../../../../src/harness/core/function-invoker.ts";
import { expect } from "chai";
import {
  localQueueUrls,
  withLocalQueues,
} from "../../../../src/harness/app/project/local-queue-urls.ts";

const here = "http://127.0.0.1:4566";
const localised = (value: string) => localQueueUrls({ value }, here)["value"];

describe("A queue URL for what runs here", () => {
  it("leads to the local endpoint, in every form SQS has", () => {
    for (const host of [
      "sqs.eu-west-1.amazonaws.com",
      "sqs.cn-north-1.amazonaws.com.cn",
      "sqs-fips.us-east-1.amazonaws.com",
      "sqs.eu-west-1.api.aws",
      "eu-west-1.queue.amazonaws.com",
      "queue.amazonaws.com",
    ]) {
      expect(localised(`https://${host}/123456789012/jobs`), host).to.equal(
        `${here}/123456789012/jobs`,
      );
    }
  });

  it("is found within a longer value", () => {
    const url = "https://sqs.us-east-1.amazonaws.com/1/q";
    expect(localised(JSON.stringify({ a: url, b: url }))).to.equal(
      JSON.stringify({ a: `${here}/1/q`, b: `${here}/1/q` }),
    );
  });

  it("leads to the SQS a function names for itself", () => {
    const fn = {
      logicalId: "F",
      functionName: "f",
      arn: "arn",
      handler: "a.b",
      codeRoot: "/",
      entryFile: "/a.js",
      exportName: "b",
      runtime: "nodejs24.x",
      timeoutMs: 1,
      memoryMb: 128,
      environment: {
        QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/1/q",
        AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:9324/",
      },
      layers: [],
      build: null,
      reservedConcurrency: null,
      logging: plainLogging,
    };
    const [own] = withLocalQueues([fn], { AWS_ENDPOINT_URL: here });
    expect(own?.environment["QUEUE_URL"]).to.equal("http://127.0.0.1:9324/1/q");
  });

  it("is nothing else: other values stay as they are", () => {
    for (const value of [
      "arn:aws:sqs:us-east-1:123456789012:jobs",
      "https://example.com/sqs.us-east-1.amazonaws.com",
      "https://sqs.us-east-1.amazonaws.com.example.com/1/q",
      "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc",
      "",
    ]) {
      expect(localised(value)).to.equal(value);
    }
  });
});
