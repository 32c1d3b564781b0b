import { relative } from "node:path";
import type { PartResult } from "./results.js";

interface TestEvent {
  readonly name: string;
  readonly nesting: number;
  readonly file?: string | undefined;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
  readonly details?: { readonly type?: string | undefined; readonly error?: unknown } | undefined;
}

/**
 * Counts node:test events. A suite is not a test, a skipped or "todo" test is a
 * failure, and so are a file without tests and a file that crashed: node reports
 * both as an event named after the file.
 */
export class NodeTally {
  readonly #files: ReadonlySet<string>;
  readonly #ended = new Set<string>();
  readonly #remarks: string[] = [];
  #passed = 0;
  #failed = 0;

  constructor(files: readonly string[]) {
    this.#files = new Set(files);
  }

  onPass(event: TestEvent): void {
    if (isOff(event.skip) || isOff(event.todo)) {
      this.#fail(`"${event.name}" is skipped or todo (${shown(event.file)})`);
    } else if (this.#isFile(event)) {
      this.#fail(`${shown(event.name)} ran no tests`);
    } else if (event.details?.type !== "suite") {
      this.#passed += 1;
    }
  }

  onFail(event: TestEvent): void {
    if (this.#isFile(event)) this.#fail(`${shown(event.name)} crashed or never ended`);
    else if (event.details?.type !== "suite") this.#failed += 1;
    else if (!onlyItsTestsFailed(event)) this.#fail(`suite "${event.name}" failed by itself`);
  }

  onComplete(event: TestEvent): void {
    if (this.#isFile(event)) this.#ended.add(event.name);
  }

  result(name: string): PartResult {
    for (const file of this.#files) {
      if (!this.#ended.has(file)) this.#fail(`${shown(file)} was never run`);
    }
    return { name, passed: this.#passed, failed: this.#failed, remarks: this.#remarks };
  }

  #isFile(event: TestEvent): boolean {
    return event.nesting === 0 && this.#files.has(event.name);
  }

  #fail(remark: string): void {
    this.#failed += 1;
    this.#remarks.push(remark);
  }
}

/** `skip: ""` is a skip too: only an absent or false mark is none. */
function isOff(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

function onlyItsTestsFailed(event: TestEvent): boolean {
  const error = event.details?.error;
  return (
    typeof error === "object" &&
    error !== null &&
    "failureType" in error &&
    error.failureType === "subtestsFailed"
  );
}

function shown(file: string | undefined): string {
  return file === undefined ? "unknown file" : relative("", file);
}
