/** A `tinyint(1)`: MySQL has no boolean of its own. */
export type BooleanNumber = 0 | 1;
