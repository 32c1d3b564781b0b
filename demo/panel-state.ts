/** The contract between `sphere-panel.ts` and the panel's script. */
export interface PanelState {
  readonly customerId: string | null;
  readonly tosStatus?: string;
  readonly profiles: readonly PanelProfile[];
  readonly linkLifetimeSeconds: number;
  readonly failing: boolean;
  readonly slow: boolean;
  /** ISO 8601, by SpherePay's clock. */
  readonly now: string;
  /** The scenarios to choose from. */
  readonly scenarios: readonly { readonly name: string; readonly sentence: string }[];
  /** The customer's phone and inbox, newest first. */
  readonly codes: readonly PanelCode[];
  /** What SpherePay has received of the customer, newest first. */
  readonly documents: readonly PanelDocument[];
  /** Newest first. */
  readonly calls: readonly PanelCall[];
}

export interface PanelProfile {
  readonly name: string;
  readonly status: string;
  readonly requirements: readonly PanelRequirement[];
}

export interface PanelRequirement {
  readonly name: string;
  readonly list: "errors" | "pending" | "required" | "complete";
  /** SpherePay's free text, for errors. */
  readonly detail?: string;
}

/** A verification code that SpherePay has sent. */
export interface PanelCode {
  readonly channel: "SMS" | "Email";
  readonly code: string;
  /** Replaced by a later one, used, or expired. */
  readonly isOver: boolean;
}

/** A document: nothing of its content. */
export interface PanelDocument {
  readonly id: string;
  readonly type: string;
  readonly country?: string;
  readonly side?: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** One call that reached SpherePay. */
export interface PanelCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly atMs: number;
}
