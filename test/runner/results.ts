/** What one part of the run counted, in one browser when it ran in browsers. */
export interface PartResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Why something counts as failed although no test says so. */
  readonly remarks: readonly string[];
}

/** The message a part's process sends to the runner when it has finished. */
export interface PartMessage {
  readonly results: readonly PartResult[];
}

/** A failure of the run itself, which no test reports. */
export function aFailure(name: string, remark: string): PartResult {
  return { name, passed: 0, failed: 1, remarks: [remark] };
}

/** Hands the results to the runner; a part that ends without it counts as crashed. */
export function reportResults(results: readonly PartResult[]): void {
  const message: PartMessage = { results };
  if (process.send === undefined) console.log(JSON.stringify(message, null, 2));
  else process.send(message);
}

export function isPartMessage(value: unknown): value is PartMessage {
  return typeof value === "object" && value !== null && "results" in value;
}

/** The last line of a run: nothing else stands on it. */
export function totalLine(results: readonly PartResult[]): string {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return `${passed} passed, ${failed} failed`;
}
