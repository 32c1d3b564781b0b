import { relative } from "node:path";
import type { TestSession, TestSuiteResult } from "@web/test-runner";
import type { PartResult } from "./results.js";

/**
 * Counts the sessions of one engine: one session is one file in one browser. A
 * skipped test, an error outside the tests, a file without tests and a file that
 * never got a session count as failures.
 */
export function tallySessions(
  name: string,
  files: readonly string[],
  sessions: readonly Pick<TestSession, "testFile" | "testResults" | "errors" | "passed">[],
): PartResult {
  const remarks: string[] = [];
  let passed = 0;
  let failed = 0;
  const fail = (remark: string) => {
    failed += 1;
    remarks.push(remark);
  };
  for (const file of files) {
    if (!sessions.some((session) => session.testFile === file))
      fail(`${shown(file)} was never run`);
  }
  for (const { testFile, testResults, errors, passed: sessionPassed } of sessions) {
    const tests = testResults === undefined ? [] : testsOf(testResults);
    const broken = tests.filter((test) => !test.passed && !test.skipped).length;
    passed += tests.filter((test) => test.passed && !test.skipped).length;
    failed += broken;
    for (const test of tests)
      if (test.skipped) fail(`"${test.name}" is skipped (${shown(testFile)})`);
    if (errors.length > 0) fail(`${shown(testFile)}: ${errors[0]?.message ?? "error"}`);
    else if (tests.length === 0) fail(`${shown(testFile)} ran no tests`);
    else if (sessionPassed !== true && broken === 0) fail(`${shown(testFile)} failed as a whole`);
  }
  return { name, passed, failed, remarks };
}

function testsOf(suite: TestSuiteResult): TestSuiteResult["tests"] {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

function shown(file: string): string {
  return relative("", file);
}
