import type { PatternNode } from "./parse-pattern.ts";

type Instruction =
  | { readonly kind: "character"; readonly test: (character: string) => boolean }
  | { readonly kind: "split"; readonly targets: readonly number[] }
  | { readonly kind: "place"; readonly place: Extract<PatternNode, { kind: "place" }>["place"] }
  | { readonly kind: "lookahead"; readonly program: Program; readonly isNegative: boolean }
  | { readonly kind: "accept" };

type Program = Instruction[];

/** A larger program takes its time for each character. */
const mostInstructions = 20_000;
/** Steps of one match: about a second. */
const mostSteps = 2e7;

/** Ends what is too large to be followed. */
class TooLarge extends Error {}

/** Tells whether a text holds a match; `null` where that would take too long. */
export type LinearMatch = (text: string) => boolean | null;

/**
 * A matcher that never backtracks: it follows all the ways through a pattern at once, so that a text takes as many
 * steps as it has characters, for each part of the pattern (K. Thompson, "Regular expression search algorithm", 1968).
 * `null` for a pattern that is too large.
 *
 * @param flags those of the expression the pattern was read from
 */
export function createLinearMatch(pattern: PatternNode, flags: string): LinearMatch | null {
  try {
    const program = new Compiler(flags).program(pattern);
    const isUnicode = flags.includes("u");
    return (text) => {
      const characters = isUnicode ? Array.from(text) : text.split("");
      try {
        return new Run(characters).finds(program, 0, false);
      } catch (error) {
        if (error instanceof TooLarge) return null;
        throw error;
      }
    };
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

class Compiler {
  readonly #flags: string;
  readonly #tests = new Map<string, (character: string) => boolean>();
  #size = 0;

  constructor(flags: string) {
    this.#flags = flags;
  }

  program(pattern: PatternNode): Program {
    const program: Program = [];
    this.#add(program, pattern);
    program.push({ kind: "accept" });
    return program;
  }

  #push(program: Program, instruction: Instruction): void {
    this.#size += 1;
    if (this.#size > mostInstructions) throw new TooLarge();
    program.push(instruction);
  }

  #add(program: Program, node: PatternNode): void {
    switch (node.kind) {
      case "character":
        this.#push(program, { kind: "character", test: this.#testOf(node.source) });
        break;
      case "place":
        this.#push(program, node);
        break;
      case "sequence":
        for (const part of node.parts) this.#add(program, part);
        break;
      case "lookahead":
        this.#push(program, {
          kind: "lookahead",
          program: this.program(node.part),
          isNegative: node.isNegative,
        });
        break;
      case "choice":
        this.#addChoice(program, node.branches);
        break;
      case "repeat":
        this.#addRepeat(program, node);
        break;
    }
  }

  #addChoice(program: Program, branches: readonly PatternNode[]): void {
    const starts: number[] = [];
    const ends: number[][] = [];
    this.#push(program, { kind: "split", targets: starts });
    for (const branch of branches) {
      starts.push(program.length);
      this.#add(program, branch);
      const end: number[] = [];
      ends.push(end);
      this.#push(program, { kind: "split", targets: end });
    }
    for (const end of ends) end.push(program.length);
  }

  #addRepeat(program: Program, { part, least, most }: Extract<PatternNode, { kind: "repeat" }>) {
    const once = (): void => {
      const before = program.length;
      this.#add(program, part);
      // What has no parts is not repeated for ever.
      if (program.length === before) this.#push(program, { kind: "split", targets: [before + 1] });
    };
    for (let time = 0; time < least; time += 1) once();
    if (most === Infinity) {
      const start = program.length;
      const targets = [start + 1];
      this.#push(program, { kind: "split", targets });
      once();
      this.#push(program, { kind: "split", targets: [start] });
      targets.push(program.length);
      return;
    }
    const skips: number[][] = [];
    for (let time = least; time < most; time += 1) {
      const targets = [program.length + 1];
      skips.push(targets);
      this.#push(program, { kind: "split", targets });
      once();
    }
    for (const targets of skips) targets.push(program.length);
  }

  /** Classes and escapes mean what they mean to the engine itself. */
  #testOf(source: string): (character: string) => boolean {
    const known = this.#tests.get(source);
    if (known !== undefined) return known;
    const expression = new RegExp(`^(?:${source})$`, this.#flags);
    const verdicts = new Map<string, boolean>();
    const test = (character: string): boolean => {
      const earlier = verdicts.get(character);
      if (earlier !== undefined) return earlier;
      const verdict = expression.test(character);
      verdicts.set(character, verdict);
      return verdict;
    };
    this.#tests.set(source, test);
    return test;
  }
}

/** One text, followed through a program and those of its lookaheads. */
class Run {
  readonly #characters: readonly string[];
  readonly #seen = new Map<Program, Map<number, boolean>>();
  #steps = 0;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  /** True when the program matches from a place on; unless it is held there, from any later one too. */
  finds(program: Program, from: number, isHeld: boolean): boolean {
    const marks = new Int32Array(program.length).fill(-1);
    let current: number[] = [];
    for (let at = from; at <= this.#characters.length; at += 1) {
      const starts = isHeld && at > from ? current : [...current, 0];
      const states = this.#reach(program, starts, { at, marks });
      if (states === null) return true;
      const character = this.#characters[at];
      if (character === undefined) return false;
      current = states.flatMap((state) => {
        const instruction = program[state];
        return instruction?.kind === "character" && instruction.test(character) ? [state + 1] : [];
      });
      if (isHeld && current.length === 0) return false;
    }
    return false;
  }

  /** Everywhere the program can be without another character; `null` when its end is among it. */
  #reach(
    program: Program,
    starts: readonly number[],
    { at, marks }: { readonly at: number; readonly marks: Int32Array },
  ): readonly number[] | null {
    const states: number[] = [];
    const pending = [...starts];
    for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
      if (marks[state] === at) continue;
      marks[state] = at;
      this.#steps += 1;
      if (this.#steps > mostSteps) throw new TooLarge();
      const instruction = program[state];
      if (instruction === undefined || instruction.kind === "accept") return null;
      if (instruction.kind === "character") states.push(state);
      else if (instruction.kind === "split") pending.push(...instruction.targets);
      else if (this.#holds(instruction, at)) pending.push(state + 1);
    }
    return states;
  }

  #holds(instruction: Extract<Instruction, { kind: "place" | "lookahead" }>, at: number): boolean {
    if (instruction.kind === "lookahead")
      return this.#looksAhead(instruction.program, at) !== instruction.isNegative;
    const isEdge = this.#isWord(at - 1) !== this.#isWord(at);
    switch (instruction.place) {
      case "start":
        return at === 0;
      case "end":
        return at === this.#characters.length;
      case "word-edge":
        return isEdge;
      case "no-word-edge":
        return !isEdge;
    }
  }

  #looksAhead(program: Program, at: number): boolean {
    const known = this.#seen.get(program) ?? new Map<number, boolean>();
    this.#seen.set(program, known);
    const verdict = known.get(at) ?? this.finds(program, at, true);
    known.set(at, verdict);
    return verdict;
  }

  #isWord(at: number): boolean {
    return /^\w$/.test(this.#characters[at] ?? "");
  }
}
