import type { Behaviour } from "../behaviour.js";
import type { CustomerBook } from "../customers/customer-book.js";
import { addError, advanceRequirement, moveRequirement } from "../customers/requirement-lists.js";
import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";
import { WrongInput } from "../wrong-input.js";
import type { DocumentRule } from "./document-types.js";
import type { FileType } from "./file-type.js";

/** A document that SpherePay has received. Its bytes are not kept. */
export interface SimulatedDocument {
  /** The simulator's own, to accept or refuse it: SpherePay gives documents no id. */
  readonly id: string;
  /** `customer`, or the word for a representative. */
  readonly target: string;
  readonly targetId: string;
  readonly documentType: string;
  /** The issuing country, alpha-3. */
  readonly country?: string;
  readonly side?: "front" | "back";
  readonly fileName: string;
  /** By its first bytes. */
  readonly mimeType: FileType;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
  /** ISO 8601, UTC, by SpherePay's clock. */
  readonly receivedAt: string;
  /** `replaced` by a later upload of the same side. */
  readonly state: "received" | "replaced" | "accepted" | "refused";
}

/** What arrives with an upload. */
export type DocumentDraft = Omit<SimulatedDocument, "id" | "receivedAt" | "state">;

/** Every document that was received, oldest first. */
export interface DocumentBook {
  readonly received: readonly SimulatedDocument[];
  /** Notes a document and moves the requirements it serves. */
  add(draft: DocumentDraft, rule: DocumentRule): SimulatedDocument;
  /** Whether the target has sent these bytes before. */
  hasSame(targetId: string, sha256: string): boolean;
  /** @throws WrongInput when there is no such document. */
  accept(id: string): void;
  /** @throws WrongInput when there is no such document. */
  refuse(id: string, detail: string): void;
}

/** The parts that the book is made of; `clock` is SpherePay's own. */
export interface DocumentBookParts {
  readonly clock: Clock;
  readonly ids: SeededIds;
  readonly customers: CustomerBook;
  readonly behaviour: Readonly<Behaviour>;
}

type Entry = { -readonly [Name in keyof SimulatedDocument]: SimulatedDocument[Name] };

/** Makes an empty book. */
export function createDocumentBook(parts: DocumentBookParts): DocumentBook {
  const { clock, ids, customers, behaviour } = parts;
  const received: Entry[] = [];
  const rules = new Map<string, DocumentRule>();

  const isKept = ({ state }: Entry) => state === "received" || state === "accepted";
  const ofSameKind = (one: DocumentDraft) => (other: Entry) =>
    other.targetId === one.targetId &&
    other.documentType === one.documentType &&
    other.country === one.country;

  function isWhole(draft: DocumentDraft, rule: DocumentRule): boolean {
    if (draft.side === undefined || !rule.hasTwoSides || behaviour.oneSideSuffices) {
      return true;
    }
    const kept = received.filter(ofSameKind(draft)).filter(isKept);
    return ["front", "back"].every((side) => kept.some((each) => each.side === side));
  }

  function entryOf(id: string): { entry: Entry; requirements: readonly string[] } {
    const entry = received.find((each) => each.id === id);
    if (entry === undefined) {
      throw new WrongInput("document", `must be one that was received; ${id} was not`);
    }
    const isCustomers = customers.find(entry.targetId) !== undefined;
    return { entry, requirements: isCustomers ? (rules.get(id)?.requirements ?? []) : [] };
  }

  return {
    received,
    add(draft, rule) {
      if (behaviour.secondUpload === "replaces") {
        for (const earlier of received.filter(ofSameKind(draft)).filter(isKept)) {
          if (earlier.side === draft.side) {
            earlier.state = "replaced";
          }
        }
      }
      const entry: Entry = {
        id: ids.documentId(),
        ...draft,
        receivedAt: new Date(clock.now()).toISOString(),
        state: "received",
      };
      received.push(entry);
      rules.set(entry.id, rule);
      if (customers.find(draft.targetId) !== undefined && isWhole(draft, rule)) {
        customers.change(draft.targetId, ({ customer }) => {
          for (const requirement of rule.requirements) {
            advanceRequirement(customer, requirement, behaviour.uploadMoves);
          }
        });
      }
      return entry;
    },
    hasSame: (targetId, sha256) =>
      received.some((each) => each.targetId === targetId && each.sha256 === sha256),
    accept(id) {
      const { entry, requirements } = entryOf(id);
      entry.state = "accepted";
      for (const requirement of requirements) {
        customers.change(entry.targetId, ({ customer }) => {
          moveRequirement(customer, requirement, "complete");
        });
      }
    },
    refuse(id, detail) {
      const { entry, requirements } = entryOf(id);
      entry.state = "refused";
      for (const requirement of requirements) {
        customers.change(entry.targetId, (record) => {
          if (moveRequirement(record.customer, requirement, "required")) {
            addError(record.customer, requirement, detail);
            record.isProviderDone = false;
          }
        });
      }
    },
  };
}
