import type { Command } from "commander";
import type { CodeExplanation } from "../../runs/explain-code.ts";
import type { CommandSetting } from "../command-setting.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

function tellExplanation(explanation: CodeExplanation, terminal: Terminal): void {
  const { paint } = terminal;
  const { code, severity, exitCode, title, hint, text, docs } = explanation;
  const kind = severity ?? `set-up error, exit code ${exitCode ?? ""}`;
  const lines = [
    `${paint("bold", code)} (${kind})`,
    title,
    ...(text === null ? [] : ["", text]),
    ...(hint === null ? [] : ["", `${paint("dim", "hint:")} ${hint}`]),
    "",
    `${paint("dim", "docs:")} ${docs}`,
  ];
  terminal.print(`${lines.join("\n")}\n`);
}

/** `lockstep explain`: what a code means and what to do. */
export function addExplainCommand(program: Command, setting: CommandSetting): void {
  program
    .command("explain")
    .description("say what a problem code means and what to do")
    .argument("<code>", "a code, e.g. wiring/operation-not-permitted")
    .option("--json", "print one JSON document instead of text")
    .action((code: string, flags: { readonly json?: boolean }) =>
      runCommand(setting, flags, async () => {
        const { explainCode } = await import("../../runs/explain-code.ts");
        const explanation = explainCode(code);
        if (flags.json === true) {
          setting.terminal.print(`${JSON.stringify(explanation, null, 2)}\n`);
        } else tellExplanation(explanation, setting.terminal);
        return 0;
      }),
    );
}
