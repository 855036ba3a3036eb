// The same from CommonJS, where there is no await to wait with: the endpoint is used at once.
const { startAwsSync } = require("../../../src/harness/local/aws/start-aws-sync.ts");

const aws = startAwsSync({
  tables: [],
  region: "eu-west-1",
  accountId: "123456789012",
  dynamodb: { kind: "auto" },
});
process.stdout.write(JSON.stringify({ endpoint: aws.endpoint }));
