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

/** One call that reached SpherePay. */
export interface PanelCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly atMs: number;
}
