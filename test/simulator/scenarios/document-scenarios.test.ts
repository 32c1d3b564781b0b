import { describe } from "node:test";
import { fileBytes, fileStarts } from "../steps-call.js";
import { type Row, statusOf, testRows } from "./scenario-stage.js";

const identity = "identity_document";
const front = { documentType: "id_card", side: "front" };
const back = { ...front, side: "back" };
const plain = (documentType: string) => ({ documentType, country: undefined });
const person = { targetId: "associatedPerson_1" };
const aFile = (length: number) => ({ file: fileBytes(fileStarts["image/jpeg"], length) });

const documentRows: readonly Row[] = [
  [
    "drivers-license",
    async (s) => [
      await statusOf(s.upload({ documentType: "drivers_license" })),
      await statusOf(s.upload({ documentType: "drivers" })),
    ],
    [201, 422],
  ],
  [
    "incorporation-certificate",
    async (s) => [
      await statusOf(s.upload(plain("incorporation_certificate"))),
      await statusOf(s.upload(plain("incorporation_cert"))),
    ],
    [201, 422],
  ],
  [
    "representative-with-a-hyphen",
    async (s) => [
      await statusOf(s.upload({ ...person, target: "business-representative" })),
      await statusOf(s.upload({ ...person, target: "business_representative" })),
    ],
    [201, 422],
  ],
  [
    "documents-of-15-mib",
    async (s) => [
      await statusOf(s.upload(aFile(15_728_640))),
      await statusOf(s.upload(aFile(15_728_641))),
    ],
    [201, 413],
  ],
  [
    "document-too-large-is-422",
    async (s) => (await s.upload(aFile(15_000_001))).pointers,
    ["/file"],
  ],
  ["document-taken-with-200", (s) => statusOf(s.upload()), 200],
  ["document-refused-with-400", (s) => statusOf(s.upload(plain("passport"))), 400],
  [
    "document-not-enabled",
    async (s) => [
      (await s.upload(front)).pointers,
      await statusOf(s.upload({ ...front, country: "MEX" })),
      await statusOf(s.upload()),
    ],
    [["/documentType"], 201, 201],
  ],
  [
    "address-proof-refused",
    async (s) => [
      s.listsOf("proof_of_address_document"),
      await statusOf(s.upload(plain("proof_of_address"))),
    ],
    [["required"], 422],
  ],
  [
    "address-proof-taken",
    async (s) => [
      await statusOf(s.upload(plain("proof_of_address"))),
      s.listsOf("proof_of_address_document"),
    ],
    [201, ["pending"]],
  ],
  [
    "one-side-suffices",
    async (s) => [await statusOf(s.upload(front)), s.listsOf(identity)],
    [201, ["pending"]],
  ],
  [
    "second-upload-adds",
    async (s) => {
      await s.upload(front);
      await s.upload(front);
      return s.simulator.documents.map(({ state }) => state);
    },
    ["received", "received"],
  ],
  [
    "same-file-refused",
    async (s) => [await statusOf(s.upload(front)), await statusOf(s.upload(back))],
    [201, 422],
  ],
  [
    "document-complete-at-once",
    async (s) => [await statusOf(s.upload()), s.listsOf(identity)],
    [201, ["complete"]],
  ],
  [
    "document-stays-required",
    async (s) => [await statusOf(s.upload()), s.listsOf(identity)],
    [201, ["required"]],
  ],
  [
    "document-pending-and-required",
    async (s) => [await statusOf(s.upload()), s.listsOf(identity)],
    [201, ["pending", "required"]],
  ],
  [
    "document-refused-days-later",
    async (s) => [s.listsOf(identity), s.errors(), await statusOf(s.upload()), s.errors()],
    [["required"], [identity], 201, []],
  ],
  [
    "decided-before-the-document",
    async (s) => [s.statuses(), await statusOf(s.upload())],
    [["approved"], 409],
  ],
  [
    "legacy-document-names",
    async (s) => {
      await s.upload();
      await s.upload(plain("proof_of_address"));
      return [s.listsOf("photo_id"), s.listsOf("proof_of_address")];
    },
    [["pending"], ["pending"]],
  ],
  [
    "unknown-document-name",
    async (s) => [await statusOf(s.upload()), s.listsOf("source_of_wealth_document")],
    [201, ["required"]],
  ],
];

describe("a scenario of documents does what its sentence says:", () => {
  testRows(documentRows, "document-missing");
});
