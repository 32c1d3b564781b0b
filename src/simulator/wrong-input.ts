/** A TypeError about one member of an input. */
export class WrongInput extends TypeError {
  /** The member's name, as the caller wrote it. */
  readonly field: string;

  constructor(field: string, expected: string) {
    super(`"${field}" ${expected}`);
    this.name = "WrongInput";
    this.field = field;
  }
}
