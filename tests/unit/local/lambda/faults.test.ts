import { describeFaults } from "../../../support/lambda/describe-faults.ts";

describeFaults("representatives");
