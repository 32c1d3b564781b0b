import type { Finding, Report } from "./run-doctor.js";

const marks: Readonly<Record<Finding["outcome"], string>> = {
  passed: "  ok  ",
  failed: " FAIL ",
  advised: " hint ",
  skipped: "  --  ",
};
const width = 92;
const indent = " ".repeat(8);

/** Breaks text into lines that begin below their label. */
function wrapped(label: string, text: string): string {
  const room = width - indent.length - label.length;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + word.length >= room) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return indent + label + lines.join(`\n${indent}${" ".repeat(label.length)}`);
}

function paragraph(finding: Finding): string[] {
  if (finding.outcome === "skipped") return [];
  const head = `${marks[finding.outcome]} ${finding.title}  [${finding.id}]`;
  if (finding.outcome === "passed") return [head];
  return [head, wrapped("found: ", finding.found), wrapped("fix:   ", finding.fix)];
}

/** The skipped checks by reason: one missing thing often skips many checks. */
function skippedChecks(findings: readonly Finding[]): string[] {
  const idsByReason = new Map<string, string[]>();
  for (const finding of findings) {
    if (finding.outcome !== "skipped") continue;
    idsByReason.set(finding.why, [...(idsByReason.get(finding.why) ?? []), finding.id]);
  }
  return [...idsByReason].flatMap(([why, ids]) => [
    wrapped("", `not checked: ${why}`).replace(indent, `${marks.skipped}  `),
    wrapped("", ids.join(", ")),
  ]);
}

/** The report as text for a terminal or a build log. Ends with a line break. */
export function reportText(report: Report): string {
  const title = `sphere-kyc-onboarding doctor: ${report.url}`;
  if (report.state === "unreachable") {
    const { reason = "", fix = "" } = report;
    const head = `${marks.failed} ${reason}`;
    return [title, "", head, wrapped("fix:   ", fix), ""].join("\n");
  }
  const count = (outcome: Finding["outcome"]) =>
    report.findings.filter((finding) => finding.outcome === outcome).length;
  const sum = [
    `${count("passed")} passed`,
    `${count("failed")} to fix`,
    `${count("advised")} to consider`,
    `${count("skipped")} not checked`,
  ];
  const { findings } = report;
  const lines = [...findings.flatMap(paragraph), ...skippedChecks(findings)];
  const end =
    report.state === "incomplete"
      ? "Nothing to fix was found in what was checked. This is no pass: the rest may be wrong."
      : report.state === "passing"
        ? "Everything was checked."
        : "";
  return [title, "", ...lines, "", `${sum.join(", ")}.`, ...(end ? [end] : []), ""].join("\n");
}
