/**
 * `lockstep-sam/register`: loaded before the tests (`mocha --require lockstep-sam/register`, vitest
 * and jest `setupFiles`, `node --import lockstep-sam/register`), it starts the template's tables and
 * sets endpoint, region, credentials and the functions' variables in `process.env`, so that handlers
 * can be imported directly, in any order, and their SDK clients talk to this machine only.
 */
import { unitWorld } from "../project/start-unit-world.ts";
import { openProjectNow } from "./open-project.ts";
import { session } from "./session.ts";

const world = unitWorld(openProjectNow(), session().worlds);
world.setProcessEnvironment();
